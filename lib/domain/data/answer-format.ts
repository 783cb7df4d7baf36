/** The forms in which votes and labels from elsewhere come, in the order in which a file is tried for them. */
export const answerFormatKeys = [
  ...([
    'raters-npz',
    'huggingface',
    'parquet',
    'cvat',
    'labels-by-file',
    'coco',
    'label-studio',
    'index-lists',
    'jsonl',
  ] as const),
  ...(['labels-csv', 'csv', 'image-list'] as const),
] as const
export type AnswerFormatKey = (typeof answerFormatKeys)[number]

/** The parts of an answer that a column of a table can hold. */
export const answerColumns = ['image', 'rater', 'label', 'answer', 'time'] as const
export type AnswerColumn = (typeof answerColumns)[number]

/**
 * What a file that names only classes that hold says of the others: nothing, or that whoever named some said no to the
 * other classes that were in question for the image.
 */
export const absentMeanings = ['not-asked', 'no'] as const
export type AbsentMeaning = (typeof absentMeanings)[number]
