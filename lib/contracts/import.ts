import { z } from 'zod'

/** Where files come from: sent by a browser before, or an S3 prefix that the server reads itself. */
const uploaded = z.strictObject({ from: z.literal('upload'), uploadId: z.uuid() })
const onS3 = z.strictObject({
  from: z.literal('s3'),
  bucket: z.string().trim().min(3, 'Give the bucket.').max(63, 'At most 63 characters.'),
  prefix: z.string().trim().max(900, 'At most 900 characters.'),
})

export const modelName = z
  .string()
  .trim()
  .min(1, 'Give the model a name.')
  .max(200, 'At most 200 characters.')
  .refine((name) => !/\p{Cc}/u.test(name), 'No control characters.')

/** Pictures: one zip, one manifest (CSV or JSONL, with the files it names or with addresses), or the files of a folder. */
export const importImagesInput = z.strictObject({ source: z.discriminatedUnion('from', [uploaded, onS3]) })
export type ImportImagesInput = z.infer<typeof importImagesInput>

export const importClassesInput = z.strictObject({
  source: z.discriminatedUnion('from', [uploaded, z.strictObject({ from: z.literal('imagenet-1k') })]),
})
export type ImportClassesInput = z.infer<typeof importClassesInput>

export const importLabelsInput = z.strictObject({ source: uploaded })
export type ImportLabelsInput = z.infer<typeof importLabelsInput>

/** `add`: to a model that is there, for images it says nothing of yet. */
export const predictionModes = ['new', 'replace', 'add'] as const
export const importPredictionsInput = z.strictObject({
  source: uploaded,
  model: modelName,
  mode: z.enum(predictionModes).default('new'),
  /** What the numbers of a matrix are; other files say it themselves. */
  scoreKind: z.enum(['probability', 'logit']).optional(),
  /** How many classes of a matrix row are kept. */
  top: z.number().int().min(1).max(100).default(5),
})
export type ImportPredictionsInput = z.infer<typeof importPredictionsInput>
