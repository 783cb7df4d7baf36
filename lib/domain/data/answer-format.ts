/** Formats of votes and labels from other tools, in the order of detection. */
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

/** Parts of an answer that a table column can contain. */
export const answerColumns = ['image', 'rater', 'label', 'answer', 'time'] as const
export type AnswerColumn = (typeof answerColumns)[number]

/** What it means if a file that lists only classes that hold omits one: not asked about, or no. */
export const absentClassMeanings = ['not-asked', 'no'] as const
export type AbsentClassMeaning = (typeof absentClassMeanings)[number]
