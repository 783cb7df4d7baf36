import type { AnswerColumn } from '@/lib/domain/data/answer-format'

/** What somebody elsewhere said of an image, in the words of the file. */
export interface FileAnswer {
  /** Where it is, as in `line 12`. */
  where: string
  /** The name of the image, or its position in the label files. */
  image: string | number
  /** Null where the file names nobody. */
  rater: string | null
  /** Null: the rater saw the image and named no class. */
  label: string | null
  labelKind: LabelKind
  /** Null: the class is named and therefore holds. */
  answer: string | null
  /** When it was given, as the file writes it. */
  time: string | null
  /** The votes of this rater do not count. */
  isLeftOut: boolean
  /** The rater is a program that was made up to answer. */
  isSimulated: boolean
}

/** What the labels of a file are: class indices, external ids, or any of the names that a class goes by. */
export type LabelKind = 'index' | 'id' | 'name'

/** Which column of a table holds what; null for what the table does not say. */
export type ColumnNames = Partial<Record<AnswerColumn, string | null>>

/** A file whose beginning has been read. */
export interface OpenedAnswers {
  /** It says who answered. */
  hasRaters: boolean
  /** It names only classes that hold, so that it is open what holds for the others. */
  namesOnlyPresent: boolean
  /** For tables: all columns, and which of them is taken for what. */
  columns: { all: string[]; used: ColumnNames } | null
  /** What the file calls the three things that may have to be mapped, for errors. */
  fields: { image: string; label: string; answer: string }
  answers: AsyncIterable<FileAnswer>
}

export interface OpenOptions {
  columns?: ColumnNames | undefined
}

/** An answer of which the file says nothing more. */
export const plainAnswer = (
  where: string,
  image: string | number,
  label: string | null,
  labelKind: LabelKind = 'name',
): FileAnswer => ({
  ...{ where, image, label, labelKind, rater: null, answer: null, time: null },
  ...{ isLeftOut: false, isSimulated: false },
})
