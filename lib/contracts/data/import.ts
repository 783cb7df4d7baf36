import { z } from 'zod'
import { int } from '@/lib/contracts/number'
import { uploadPathProblem } from '@/lib/domain/data/upload-path'
import { answerReading } from './answers'

/** Source of files: an earlier browser upload, or an S3 prefix that the server reads itself. */
const uploaded = z.strictObject({ from: z.literal('upload'), uploadId: z.uuid() })
const onS3 = z.strictObject({
  from: z.literal('s3'),
  bucket: z.string().trim().min(3, 'Enter the bucket.').max(63, 'At most 63 characters.'),
  prefix: z.string().trim().max(900, 'At most 900 characters.'),
})

/** Whether to leave out images that cannot be read. Otherwise one of them fails the import. */
const skipsUnreadable = z.boolean().default(false)

export const modelName = z
  .string()
  .trim()
  .min(1, 'Enter a name for the model.')
  .max(200, 'At most 200 characters.')
  .refine((name) => !/\p{Cc}/u.test(name), 'No control characters.')

/** A zip, a manifest (CSV or JSONL, with its files or with URLs), or the files of a folder. */
const importImagesInput = z.strictObject({
  source: z.discriminatedUnion('from', [uploaded, onS3]),
  skipsUnreadable,
})

const importClassesInput = z.strictObject({
  source: z.discriminatedUnion('from', [uploaded, z.strictObject({ from: z.literal('imagenet-1k') })]),
})

/** With `reading`, a file of another tool whose names are matched like those of votes. */
const importLabelsInput = z.strictObject({ source: uploaded, reading: answerReading.optional() })

/** `add`: adds predictions to an existing model, for images that it has none for. */
const predictionModes = ['new', 'replace', 'add'] as const
const predictionsOf = z.strictObject({
  model: modelName,
  mode: z.enum(predictionModes).default('new'),
  /** Whether the file may omit images. */
  isPartial: z.boolean().default(false),
  /** Kind of scores in a matrix. Other files state it themselves. */
  scoreKind: z.enum(['probability', 'logit']).optional(),
  /** Number of top classes kept per row of a matrix. */
  top: int.min(1).max(100).default(5),
})
const importPredictionsInput = z.strictObject({ source: uploaded, ...predictionsOf.shape })

/** A model that the server runs on the images: an .onnx file with its settings. */
const importOnnxModelInput = z.strictObject({
  source: uploaded,
  ...predictionsOf.pick({ model: true, mode: true, top: true }).shape,
  /** Whether the model is only scored: then it proposes no candidates and is not used as evidence. */
  isScoredOnly: z.boolean().default(false),
})

const filePath = z
  .string()
  .max(1_000)
  .refine((path) => uploadPathProblem(path) === null, 'This is not a valid file path.')
const aFile = z.strictObject({ from: z.literal('file'), path: filePath })
const fromFolders = z.strictObject({ from: z.literal('folders') })

/** What the files of a folder are. They are imported in one transaction, in the order that the parts require. */
export const folderPlan = z.strictObject({
  /** `folders`: one class per folder that contains pictures, by its name. `labels`: one per label in the label file. */
  classes: z
    .discriminatedUnion('from', [
      aFile,
      z.strictObject({ from: z.literal('imagenet-1k') }),
      fromFolders,
      z.strictObject({ from: z.literal('labels') }),
    ])
    .nullable()
    .default(null),
  /** Without a manifest: the only zip, or else all pictures. */
  images: z.strictObject({ manifest: filePath.nullable() }).nullable().default(null),
  skipsUnreadable,
  /** `folders`: the original label of a picture is its folder. */
  labels: z.discriminatedUnion('from', [aFile, fromFolders]).nullable().default(null),
  /** The classes to ask about for each image. */
  candidates: aFile.nullable().default(null),
  predictions: z
    .array(z.strictObject({ path: filePath, fileList: filePath.nullable().default(null), ...predictionsOf.shape }))
    .max(100, 'At most 100 models at once.')
    .default([]),
})
export type FolderPlan = z.infer<typeof folderPlan>
export type FolderPlanInput = z.input<typeof folderPlan>

/** Without any part, the files are recognized by name and content. */
const importFolderInput = z
  .strictObject({ source: uploaded, ...folderPlan.shape })
  .refine(({ classes, labels }) => classes?.from !== 'labels' || labels?.from === 'file', {
    error: 'Classes are made from labels only where a file has them.',
    path: ['classes'],
  })
  .refine(({ predictions }) => new Set(predictions.map(({ model }) => model)).size === predictions.length, {
    error: 'Two models have the same name.',
    path: ['predictions'],
  })

/** Models to be scored: a table of (name, file) with its files, or one file per model. */
const importModelsInput = z.strictObject({
  source: uploaded,
  /** Name of a single file's model. Otherwise models are named after their files. */
  name: modelName.optional(),
  mode: z.enum(['new', 'replace']).default('new'),
  isPartial: predictionsOf.shape.isPartial,
})

/** Published accuracies of other models: CSV with model, original, reassessed. */
const importAccuraciesInput = z.strictObject({
  source: uploaded,
  /** Name of the table. Replaces a table of the same name. */
  name: z.string().trim().min(1, 'Enter a name for the source.').max(100, 'At most 100 characters.'),
})

const importVotesInput = z.strictObject({
  source: uploaded,
  reading: answerReading.prefault({}),
  /** Defaults to the name of the file. */
  batchName: z.string().trim().min(1, 'Enter a name for the batch.').max(200, 'At most 200 characters.').optional(),
  /** Whether to import a file again that was imported before, with new raters. */
  again: z.boolean().default(false),
})

const importLabelSetInput = z.strictObject({
  source: uploaded,
  reading: answerReading.prefault({}),
  name: z.string().trim().min(1, 'Enter a name for the labels.').max(100, 'At most 100 characters.'),
  again: z.boolean().default(false),
})

/** Experts' answers: CSV with file, class, expert, answer. */
export const importGoldenAnswersInput = z.strictObject({ source: uploaded })

/** A file of votes whose names are listed before it is imported. */
export const inspectAnswersInput = z.strictObject({ uploadId: z.uuid(), reading: answerReading.prefault({}) })

export const importInputs = {
  'import-images': importImagesInput,
  'import-classes': importClassesInput,
  'import-labels': importLabelsInput,
  'import-predictions': importPredictionsInput,
  'import-onnx-model': importOnnxModelInput,
  'import-folder': importFolderInput,
  'import-models': importModelsInput,
  'import-accuracies': importAccuraciesInput,
  'import-votes': importVotesInput,
  'import-label-set': importLabelSetInput,
}
type ImportInputs = typeof importInputs
export type CheckedImport = {
  [Kind in keyof ImportInputs]: { kind: Kind; payload: z.output<ImportInputs[Kind]> }
}[keyof ImportInputs]
