import { z } from 'zod'
import { uploadPathProblem } from '@/lib/domain/data/upload-path'
import { answerReading } from './answers'

/** Where files come from: sent by a browser before, or an S3 prefix that the server reads itself. */
const uploaded = z.strictObject({ from: z.literal('upload'), uploadId: z.uuid() })
const onS3 = z.strictObject({
  from: z.literal('s3'),
  bucket: z.string().trim().min(3, 'Enter the bucket.').max(63, 'At most 63 characters.'),
  prefix: z.string().trim().max(900, 'At most 900 characters.'),
})

/** Whether images that cannot be read are left out; otherwise one of them refuses the import. */
const skipsUnreadable = z.boolean().default(false)

export const modelName = z
  .string()
  .trim()
  .min(1, 'Enter a name for the model.')
  .max(200, 'At most 200 characters.')
  .refine((name) => !/\p{Cc}/u.test(name), 'No control characters.')

/** Pictures: one zip, one manifest (CSV or JSONL, with the files it names or with addresses), or the files of a folder. */
export const importImagesInput = z.strictObject({
  source: z.discriminatedUnion('from', [uploaded, onS3]),
  skipsUnreadable,
})

export const importClassesInput = z.strictObject({
  source: z.discriminatedUnion('from', [uploaded, z.strictObject({ from: z.literal('imagenet-1k') })]),
})

/** With a reading: a file of another tool, whose names are understood as those of votes. */
export const importLabelsInput = z.strictObject({ source: uploaded, reading: answerReading.optional() })

/** `add`: to a model that is there, for images it says nothing of yet. */
export const predictionModes = ['new', 'replace', 'add'] as const
const predictionsOf = z.strictObject({
  model: modelName,
  mode: z.enum(predictionModes).default('new'),
  /** Whether the file may leave images out. */
  isPartial: z.boolean().default(false),
  /** What the numbers of a matrix are; other files say it themselves. */
  scoreKind: z.enum(['probability', 'logit']).optional(),
  /** How many classes of a matrix row are kept. */
  top: z.number().int().min(1).max(100).default(5),
})
export const importPredictionsInput = z.strictObject({ source: uploaded, ...predictionsOf.shape })

const filePath = z
  .string()
  .max(1_000)
  .refine((path) => uploadPathProblem(path) === null, 'This is not a valid file path.')
const aFile = z.strictObject({ from: z.literal('file'), path: filePath })
const fromFolders = z.strictObject({ from: z.literal('folders') })

/** What the files of a folder are, to be imported together: all of it or nothing, in the order that each part needs. */
export const folderPlan = z.strictObject({
  /** `folders`: a class of each folder that pictures lie in, by its name. `labels`: of each label in the file of labels. */
  classes: z
    .discriminatedUnion('from', [
      aFile,
      z.strictObject({ from: z.literal('imagenet-1k') }),
      fromFolders,
      z.strictObject({ from: z.literal('labels') }),
    ])
    .nullable(),
  /** Without a manifest: the one zip there is, or else all pictures. */
  images: z.strictObject({ manifest: filePath.nullable() }).nullable(),
  skipsUnreadable,
  /** `folders`: the folder that a picture lies in is its original label. */
  labels: z.discriminatedUnion('from', [aFile, fromFolders]).nullable(),
  /** Which classes each image is to be asked about. */
  candidates: aFile.nullable().default(null),
  predictions: z
    .array(z.strictObject({ path: filePath, fileList: filePath.nullable(), ...predictionsOf.shape }))
    .max(100, 'At most 100 models at once.'),
})
export type FolderPlan = z.infer<typeof folderPlan>
export type FolderPlanInput = z.input<typeof folderPlan>

export const importFolderInput = z
  .strictObject({ source: uploaded, ...folderPlan.shape })
  .refine(
    ({ classes, images, labels, candidates, predictions }) =>
      classes || images || labels || candidates || predictions.length > 0,
    {
      error: 'There is nothing to import.',
      path: ['source'],
    },
  )
  .refine(({ classes, labels }) => classes?.from !== 'labels' || labels?.from === 'file', {
    error: 'Classes are made from labels only where a file has them.',
    path: ['classes'],
  })
  .refine(({ predictions }) => new Set(predictions.map(({ model }) => model)).size === predictions.length, {
    error: 'Two models have the same name.',
    path: ['predictions'],
  })

/** Models to be scored: a table of (name, file) with its files, or files that are a model each. */
export const importModelsInput = z.strictObject({
  source: uploaded,
  /** What one file alone is called; otherwise models are called as their files. */
  name: modelName.optional(),
  mode: z.enum(['new', 'replace']).default('new'),
})

/** Accuracies that others have measured: CSV with model, original, reassessed. */
export const importAccuraciesInput = z.strictObject({
  source: uploaded,
  /** What the table is called; another of that name is replaced. */
  name: z.string().trim().min(1, 'Enter a name for the source.').max(100, 'At most 100 characters.'),
})

/** Votes from elsewhere, in any of the formats that are recognised. */
export const importVotesInput = z.strictObject({
  source: uploaded,
  reading: answerReading,
  /** Left out: called as the file. */
  batchName: z.string().trim().min(1, 'Enter a name for the batch.').max(200, 'At most 200 characters.').optional(),
  /** Imports a file that was imported before a second time, with raters of its own. */
  again: z.boolean().default(false),
})

/** Labels that another study gave to images of the project. */
export const importLabelSetInput = z.strictObject({
  source: uploaded,
  reading: answerReading,
  name: z.string().trim().min(1, 'Enter a name for the labels.').max(100, 'At most 100 characters.'),
  again: z.boolean().default(false),
})

/** A file of votes whose names are to be listed before it is imported. */
export const inspectAnswersInput = z.strictObject({ uploadId: z.uuid(), reading: answerReading })

/** What each kind of import is asked. */
export const importInputs = {
  'import-images': importImagesInput,
  'import-classes': importClassesInput,
  'import-labels': importLabelsInput,
  'import-predictions': importPredictionsInput,
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
