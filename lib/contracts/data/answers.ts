import { z } from 'zod'
import { count, rowNumber } from '@/lib/contracts/number'
import { absentClassMeanings, answerColumns, answerFormatKeys } from '@/lib/domain/data/answer-format'
import { answers } from '@/lib/domain/rating/answer'

const text = z.string().max(1_000)

/** Maps names in a file to the project. Null skips a name; names that are not listed are matched automatically. */
export const answerMapping = z.strictObject({
  /** Columns of a table. Null if the table has no such column. */
  columns: z.partialRecord(z.enum(answerColumns), text.nullable()).default({}),
  /** Values are a class index, or the id or name of a class. */
  classes: z.record(text, z.union([count, text]).nullable()).default({}),
  answers: z.record(text, z.enum(answers).nullable()).default({}),
  /** Values are names of images in the project. */
  images: z.record(text, text.nullable()).default({}),
})
export type AnswerMapping = z.infer<typeof answerMapping>

export const answerReading = z.strictObject({
  /** Detected from the file if omitted. */
  format: z.enum(answerFormatKeys).optional(),
  mapping: answerMapping.default({ columns: {}, classes: {}, answers: {}, images: {} }),
  /** Meaning of absent classes in files that only list classes that hold. */
  absent: z.enum(absentClassMeanings).default('not-asked'),
  /** Whether to skip answers about images that the project does not have. */
  leavesOutUnknownImages: z.boolean().default(false),
  /** Rater for files that do not name one. Defaults to the name of the file. */
  rater: z.string().trim().min(1).max(200).optional(),
})
export type AnswerReading = z.infer<typeof answerReading>
export type AnswerReadingInput = z.input<typeof answerReading>

const named = z.strictObject({
  name: z.string(),
  count,
  /** First location of an unknown name; null for known names, and for most of very many unknown ones. */
  where: z.string().nullable().default(null),
})

/** Contents of a file and how its names would be matched, before anything is written. */
export const answerReport = z.strictObject({
  format: z.enum(answerFormatKeys),
  /** For tables: all columns, and which of them are used for what. */
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
  raters: z.array(z.string()),
  imageCount: count,
  classCount: count,
  unknownClassCount: count,
  /** Names of classes, unmatched ones first. Truncated if there are very many. */
  classes: z.array(
    named.extend({
      /** The matched class. Null if unknown or skipped by the mapping. */
      proposed: z.strictObject({ index: count, name: z.string() }).nullable(),
      /** Why no class matched. Null if one did, or if the mapping skips the name. */
      problem: z.string().nullable(),
    }),
  ),
  answers: z.array(named.extend({ proposed: z.enum(answers).nullable(), isUnknown: z.boolean() })),
  /** Number of image names that match none of the project, and some of them. */
  unknownImageCount: count,
  unknownImages: z.array(named),
  /** When the same file was last imported for the same purpose. */
  importedAt: z.iso.datetime().nullable(),
  /** Whether the file was exported from this project, which has its votes already. */
  isOwnExport: z.boolean().default(false),
})
export type AnswerReport = z.infer<typeof answerReport>

export const importedVotes = z.strictObject({
  batchId: rowNumber,
  format: z.enum(answerFormatKeys),
  votes: count,
  raters: count,
  newRaters: count,
  images: count,
  tasks: count,
  candidates: count,
  newCandidates: count,
  /** Answers skipped because of the mapping, and because they were duplicates. */
  leftOut: count,
  repeated: count,
})
export type ImportedVotes = z.infer<typeof importedVotes>

export const deleteVotesInput = z.strictObject({ batchId: rowNumber })
export type DeleteVotesInput = z.infer<typeof deleteVotesInput>

export const deletedVotes = z.strictObject({ tasks: count, raters: count })
export type DeletedVotes = z.infer<typeof deletedVotes>

export const importedLabelSet = z.strictObject({ setId: rowNumber, name: z.string(), images: count, labels: count })
export type ImportedLabelSet = z.infer<typeof importedLabelSet>
