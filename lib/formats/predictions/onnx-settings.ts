import { z } from 'zod'
import { FormatError, shortJson } from '@/lib/formats/format-error'
import { readJsonObject } from '@/lib/formats/json-file'
import { issueText } from '@/lib/issue-text'

/** As of stored pictures. The server prepares several pictures at once, with 12 bytes per pixel. */
const side = z.number().int().min(1).max(2_048)
const area = z.object({ width: side, height: side })
const shortestEdge = z.object({ shortest_edge: side })
const threeNumbers = z.array(z.number()).length(3)
const labels = z.record(z.string().regex(/^\d{1,6}$/), z.string(), { error: 'the name of each output by its number' })

/** Numbers of PIL's filters; see resample.mjs. */
const kernels = { 0: 'nearest', 1: 'lanczos3', 2: 'linear', 3: 'cubic' } as const

/** Hugging Face's `preprocessor_config.json`, and the names that we add to it. */
const preprocessorFile = z.object({
  do_resize: z.boolean().default(true),
  size: z.union([side, area, shortestEdge], { error: 'height and width, or shortest_edge' }),
  resample: z.literal([0, 1, 2, 3]).default(2),
  do_center_crop: z.boolean().default(false),
  crop_size: z.union([side, area], { error: 'height and width' }).optional(),
  /** Of ConvNeXT and PoolFormer: the shortest edge is resized to size ÷ crop_pct, and cropped to size. */
  crop_pct: z.number().positive().max(1).optional(),
  do_rescale: z.boolean().default(true),
  rescale_factor: z
    .number()
    .positive()
    .default(1 / 255),
  rescale_offset: z.literal(false).optional(),
  do_normalize: z.boolean().optional(),
  image_mean: threeNumbers.optional(),
  image_std: z.array(z.number().positive()).length(3).optional(),
  /** Of EfficientNet: the result of the normalization is divided by image_std once more. */
  include_top: z.boolean().default(false),
  /** Of MobileViT. */
  do_flip_channel_order: z.boolean().default(false),
  channel_order: z.enum(['RGB', 'BGR']).optional(),
  output_name: z.string().optional(),
  output_kind: z.enum(['logits', 'probabilities']).optional(),
  label_offset: z.number().int().min(0).max(1_000).optional(),
  id2label: labels.optional(),
})
const configFile = z.object({ id2label: labels.optional() })

export interface PictureSize {
  width: number
  height: number
}

export interface PictureShape {
  /** Exactly to a size, or until the shortest edge has this many pixels. */
  resize: PictureSize | { shortest: number }
  /** Of the center, after resizing. */
  crop: PictureSize | null
  kernel: (typeof kernels)[keyof typeof kernels]
}

/** What a model needs to know besides its file: how pictures are prepared, and what its outputs are. */
export interface OnnxSettings {
  picture: PictureShape
  /** Size of the prepared picture. */
  input: PictureSize
  /** A sample from 0 to 255 of channel c becomes (sample × factor − mean[c]) ÷ std[c]. */
  factor: number
  mean: readonly number[]
  std: readonly number[]
  channelOrder: 'RGB' | 'BGR'
  outputName: string | null
  /** Null if the files do not say. */
  outputKind: 'logits' | 'probabilities' | null
  /** Number of outputs before the first class, such as 1 for a background. */
  offset: number
  /** Name of each output, by index. Null if the files have none. */
  labels: ReadonlyMap<number, string> | null
}

const wrong = (file: string, field: string, expected: string, found: unknown, fix: string) =>
  new FormatError(file, `field "${field}"`, { expected, found: shortJson(found), fix })

async function parsed<Schema extends z.ZodType>(file: string, schema: Schema): Promise<z.output<Schema>> {
  // Hugging Face writes null for what a model does not use.
  const value = Object.fromEntries(Object.entries(await readJsonObject(file)).filter(([, field]) => field !== null))
  const { data, error } = schema.safeParse(value)
  if (!error) return data
  const issue = error.issues[0]!
  const found = issue.path.reduce<unknown>((part, key) => (part as Record<PropertyKey, unknown> | null)?.[key], value)
  const expected = issueText({ ...issue, input: found } as z.core.$ZodRawIssue) ?? issue.message
  throw wrong(file, issue.path.join('.'), expected, found, 'Correct the field; the guide describes the file.')
}

const square = (size: number | PictureSize): PictureSize =>
  typeof size === 'number' ? { width: size, height: size } : size

type Preprocessor = z.output<typeof preprocessorFile>

/** ConvNeXT's pictures of this size and more are not cropped. */
const uncroppedSize = 384

/** Older files give the shortest edge as a number if the picture is cropped afterwards. */
function resizeOf(
  { size, crop_pct: share }: Preprocessor,
  crop: PictureSize | null,
): Pick<PictureShape, 'resize' | 'crop'> {
  const shortest = typeof size === 'object' && 'shortest_edge' in size ? size.shortest_edge : size
  if (typeof shortest === 'object' || (typeof size === 'number' && !crop && share === undefined))
    return { resize: square(shortest), crop }
  if (share === undefined) return { resize: { shortest }, crop }
  if (!crop && shortest >= uncroppedSize) return { resize: square(shortest), crop }
  return { resize: { shortest: Math.floor(shortest / share) }, crop: crop ?? square(shortest) }
}

function pictureShape(file: string, given: Preprocessor): { picture: PictureShape; input: PictureSize } {
  const refuse = (field: string, expected: string, found: unknown, fix: string) =>
    wrong(file, field, expected, found, fix)
  if (!given.do_resize) throw refuse('do_resize', 'true', false, 'Images have different sizes, and the model has one.')
  const { crop_size: cropSize } = given
  if (given.do_center_crop && cropSize === undefined)
    throw refuse('crop_size', 'height and width, since do_center_crop is true', undefined, 'Add the field.')
  const { resize, crop } = resizeOf(given, given.do_center_crop && cropSize !== undefined ? square(cropSize) : null)
  const picture = { resize, crop, kernel: kernels[given.resample] }
  if ('shortest' in resize && !crop)
    throw refuse('do_center_crop', 'true, since size has only the shortest edge', false, 'Add a crop_size too.')
  const { width, height } = 'shortest' in resize ? square(resize.shortest) : resize
  if (crop && (crop.width > width || crop.height > height))
    throw refuse('crop_size', `at most ${width} by ${height}, as in size`, cropSize, 'Correct one of them.')
  return { picture, input: crop ?? { width, height } }
}

function normalization(file: string, given: Preprocessor): Pick<OnnxSettings, 'mean' | 'std'> {
  const { image_mean: mean, image_std: std, do_normalize: isNormalized = mean !== undefined } = given
  if (!isNormalized) return { mean: [0, 0, 0], std: [1, 1, 1] }
  for (const [field, values] of Object.entries({ image_mean: mean, image_std: std }))
    if (!values) throw wrong(file, field, 'three numbers, since images are normalized', undefined, 'Add the field.')
  return { mean: mean!, std: given.include_top ? std!.map((value) => value * value) : std! }
}

/** Hugging Face writes LABEL_0, LABEL_1 and so on if a model has no names. */
function labelsOf(given: Record<string, string> | undefined): OnnxSettings['labels'] {
  const named = Object.entries(given ?? {})
  if (named.every(([index, label]) => label === `LABEL_${index}`)) return null
  return new Map(named.map(([index, label]) => [Number(index), label]))
}

/**
 * Reads `preprocessor_config.json` and `config.json` as Hugging Face writes them, or our `preprocessor.json` with the
 * same names and some more. Throws FormatError.
 */
export async function readOnnxSettings(preprocessor: string, config: string | null): Promise<OnnxSettings> {
  const given = await parsed(preprocessor, preprocessorFile)
  const names = labelsOf(given.id2label ?? (config === null ? undefined : (await parsed(config, configFile)).id2label))
  return {
    ...pictureShape(preprocessor, given),
    factor: given.do_rescale ? given.rescale_factor : 1,
    ...normalization(preprocessor, given),
    channelOrder: given.channel_order ?? (given.do_flip_channel_order ? 'BGR' : 'RGB'),
    outputName: given.output_name ?? null,
    outputKind: given.output_kind ?? null,
    offset: given.label_offset ?? (names?.get(0)?.toLowerCase() === 'background' ? 1 : 0),
    labels: names,
  }
}
