import { z } from 'zod'
import { absentMeanings, answerColumns, answerFormatKeys } from '@/lib/domain/data/answer-format'
import { answers } from '@/lib/domain/rating/answer'

const text = z.string().max(1_000)

/** What the names in a file mean in the project. Null leaves out what is called so; a name that is not here is found by itself. */
export const answerMapping = z.strictObject({
  /** Which column of a table holds what; null: the table does not say it. */
  columns: z.partialRecord(z.enum(answerColumns), text.nullable()).default({}),
  /** By the index of the class, or by its id or name. */
  classes: z.record(text, z.union([z.number().int().min(0), text]).nullable()).default({}),
  answers: z.record(text, z.enum(answers).nullable()).default({}),
  /** By the name of the image in the project. */
  images: z.record(text, text.nullable()).default({}),
})
export type AnswerMapping = z.infer<typeof answerMapping>

/** How a file of votes or labels from elsewhere is read. */
export const answerReading = z.strictObject({
  /** Left out: the form that the file looks like. */
  format: z.enum(answerFormatKeys).optional(),
  mapping: answerMapping.default({ columns: {}, classes: {}, answers: {}, images: {} }),
  /** What a file that names only classes that hold says of the others. */
  absent: z.enum(absentMeanings).default('not-asked'),
  /** Whether what is said of images that the project does not have is left out. */
  leavesOutUnknownImages: z.boolean().default(false),
  /** Who answered, in files that do not say so. Left out: called as the file. */
  rater: z.string().trim().min(1).max(200).optional(),
})
export type AnswerReading = z.infer<typeof answerReading>
export type AnswerReadingInput = z.input<typeof answerReading>

const count = z.number().int()

const named = z.strictObject({ name: z.string(), count })

/** What a file says and how its names would be understood, before anything is written. */
export const answerReport = z.strictObject({
  format: z.enum(answerFormatKeys),
  /** For tables: all columns, and which of them is taken for what. */
  columns: z
    .strictObject({
      all: z.array(z.string()),
      used: z.partialRecord(z.enum(answerColumns), z.string().nullable()),
    })
    .nullable(),
  namesOnlyPresent: z.boolean(),
  hasRaters: z.boolean(),
  answerCount: count,
  raterCount: count,
  /** Some of their names. */
  raters: z.array(z.string()),
  imageCount: count,
  classCount: count,
  unknownClassCount: count,
  /** Names of classes, those first that nothing was found for. Of very many, some. */
  classes: z.array(
    named.extend({
      /** The class it means: index and name. Null: unknown, or left out by the mapping. */
      proposed: z.strictObject({ index: count, name: z.string() }).nullable(),
      /** Why nothing was found; null where something was or where the mapping leaves it out. */
      problem: z.string().nullable(),
    }),
  ),
  answers: z.array(named.extend({ proposed: z.enum(answers).nullable(), isUnknown: z.boolean() })),
  /** How many names of images mean none of the project, and some of them. */
  unknownImageCount: count,
  unknownImages: z.array(named),
  /** When the same file was imported for the same purpose before. */
  importedAt: z.iso.datetime().nullable(),
})
export type AnswerReport = z.infer<typeof answerReport>

export const importedVotes = z.strictObject({
  batchId: count,
  format: z.enum(answerFormatKeys),
  votes: count,
  raters: count,
  /** Raters among them that the project did not have. */
  newRaters: count,
  images: count,
  tasks: count,
  candidates: count,
  newCandidates: count,
  /** Answers of the file that were left out, as the mapping says or because they stood there twice. */
  leftOut: count,
  repeated: count,
})
export type ImportedVotes = z.infer<typeof importedVotes>

export const importedLabelSet = z.strictObject({ setId: count, name: z.string(), images: count, labels: count })
export type ImportedLabelSet = z.infer<typeof importedLabelSet>
