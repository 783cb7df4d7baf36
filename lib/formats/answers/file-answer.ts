import type { AnswerColumn } from '@/lib/domain/data/answer-format'

/** An imported answer about an image, in the words of the file. */
export interface FileAnswer {
  /** Location, such as `line 12`. */
  where: string
  /** File name of the image, or its position in the label files. */
  image: string | number
  /** Null if the file names nobody. */
  rater: string | null
  /** Null if the rater saw the image and named no class. */
  label: string | null
  labelKind: LabelKind
  /** Null if the class is named and therefore holds. */
  answer: string | null
  /** Time of the answer, as written in the file. */
  time: string | null
  /** Whether this rater's votes are excluded. */
  isExcluded: boolean
  isSimulated: boolean
}

/** How a file refers to classes: by class index, external id, or any name of the class. */
export type LabelKind = 'index' | 'id' | 'name'

/** Which column of a table contains what; null for parts that the table does not have. */
export type ColumnNames = Partial<Record<AnswerColumn, string | null>>

export interface OpenedAnswers {
  hasRaters: boolean
  /** Whether it only names classes that hold, so that nothing is known of other classes. */
  namesOnlyPresent: boolean
  /** For tables: all columns, and the one used for each part. */
  columns: { all: string[]; used: ColumnNames } | null
  /** Names in the file of the parts that may need mapping, for errors. */
  fields: { image: string; label: string; answer: string }
  answers: AsyncIterable<FileAnswer>
}

export interface OpenOptions {
  columns?: ColumnNames | undefined
}

export const plainAnswer = (
  where: string,
  image: string | number,
  label: string | null,
  labelKind: LabelKind = 'name',
): FileAnswer => ({
  ...{ where, image, label, labelKind, rater: null, answer: null, time: null },
  ...{ isExcluded: false, isSimulated: false },
})
