import { z } from 'zod'
import { FormatError, shortJson } from '@/lib/formats/format-error'
import { readJsonObject } from '@/lib/formats/json-file'
import { issueText } from '@/lib/issue-text'

const side = z.number().int().min(1).max(4_096)
const area = z.object({ width: side, height: side })
const shortestEdge = z.object({ shortest_edge: side })
const threeNumbers = z.array(z.number()).length(3)

/** Numbers of PIL's filters; see resample.mjs. */
const kernels = { 0: 'nearest', 1: 'lanczos3', 2: 'linear', 3: 'cubic' } as const

/** Hugging Face's `preprocessor_config.json`, and the names that we add to it. */
const preprocessorFile = z.object({
  do_resize: z.boolean().default(true),
  size: z.union([side, area, shortestEdge], { error: 'height and width, or shortest_edge' }),
  resample: z.literal([0, 1, 2, 3]).default(2),
  do_center_crop: z.boolean().default(false),
  crop_size: z.union([side, area], { error: 'height and width' }).optional(),
  do_rescale: z.boolean().default(true),
  rescale_factor: z
    .number()
    .positive()
    .default(1 / 255),
  do_normalize: z.boolean().optional(),
  image_mean: threeNumbers.optional(),
  image_std: threeNumbers.optional(),
  channel_order: z.enum(['RGB', 'BGR']).default('RGB'),
  output_name: z.string().optional(),
  output_kind: z.enum(['logits', 'probabilities']).default('logits'),
  label_offset: z.number().int().min(0).max(1_000).optional(),
  id2label: z.record(z.string(), z.string()).optional(),
})
const configFile = z.object({ id2label: z.record(z.string(), z.string()).optional() })

export interface PictureSize {
  width: number
  height: number
}

export interface PictureShape {
  /** Exactly to a size, or until the shortest edge has this many pixels. */
  resize: PictureSize | { shortest: number }
  /** Of the centre, after resizing. */
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
  outputKind: 'logits' | 'probabilities'
  /** Number of outputs before the first class, such as 1 for a background. */
  offset: number
  /** Name of each output, by index. Null if the files have none. */
  labels: ReadonlyMap<number, string> | null
}

const wrong = (file: string, field: string, expected: string, found: unknown, mend: string) =>
  new FormatError({ file, where: `field "${field}"`, expected, found: shortJson(found), mend })

async function parsed<Schema extends z.ZodType>(file: string, schema: Schema): Promise<z.output<Schema>> {
  const value = await readJsonObject(file)
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

/** Older files give the shortest edge as a number if the picture is cropped afterwards. */
function resizeOf({ size }: Preprocessor, crop: PictureSize | null): PictureShape['resize'] {
  if (typeof size === 'object' && 'shortest_edge' in size) return { shortest: size.shortest_edge }
  return typeof size === 'number' && crop ? { shortest: size } : square(size)
}

function pictureShape(file: string, given: Preprocessor): { picture: PictureShape; input: PictureSize } {
  const refuse = (field: string, expected: string, found: unknown, mend: string) =>
    wrong(file, field, expected, found, mend)
  if (!given.do_resize) throw refuse('do_resize', 'true', false, 'Images have different sizes, and the model has one.')
  const { crop_size: cropSize } = given
  if (given.do_center_crop && cropSize === undefined)
    throw refuse('crop_size', 'height and width, since do_center_crop is true', undefined, 'Add the field.')
  const crop = given.do_center_crop && cropSize !== undefined ? square(cropSize) : null
  const resize = resizeOf(given, crop)
  const picture = { resize, crop, kernel: kernels[given.resample] }
  if ('shortest' in resize && !crop)
    throw refuse('do_center_crop', 'true, since size has only the shortest edge', false, 'Add a crop_size too.')
  const { width, height } = 'shortest' in resize ? square(resize.shortest) : resize
  if (crop && (crop.width > width || crop.height > height))
    throw refuse('crop_size', `at most ${width} by ${height}, as in size`, cropSize, 'Correct one of them.')
  return { picture, input: crop ?? { width, height } }
}

const labelsOf = (labels: Record<string, string> | undefined) =>
  labels && new Map(Object.entries(labels).map(([index, label]) => [Number(index), label]))

/**
 * Reads `preprocessor_config.json` and `config.json` as Hugging Face writes them, or our `preprocessor.json` with the
 * same names and some more. Throws FormatError.
 */
export async function readOnnxSettings(preprocessor: string, config: string | null): Promise<OnnxSettings> {
  const given = await parsed(preprocessor, preprocessorFile)
  const labels = labelsOf(given.id2label ?? (config === null ? undefined : (await parsed(config, configFile)).id2label))
  const isNormalized = given.do_normalize ?? given.image_mean !== undefined
  return {
    ...pictureShape(preprocessor, given),
    factor: given.do_rescale ? given.rescale_factor : 1,
    mean: (isNormalized && given.image_mean) || [0, 0, 0],
    std: (isNormalized && given.image_std) || [1, 1, 1],
    channelOrder: given.channel_order,
    outputName: given.output_name ?? null,
    outputKind: given.output_kind,
    offset: given.label_offset ?? (labels?.get(0)?.toLowerCase() === 'background' ? 1 : 0),
    labels: labels ?? null,
  }
}
