/** One file that a release can be had as. */
export interface ReleaseFormat {
  /** Ends the file's name, after project and version. */
  suffix: string
  /** What it is for. */
  group: 'published' | 'table' | 'tool'
  /** As a heading would say it. */
  title: string
  mediaType: string
  /** What stands in it, for people. */
  about: string
}

/** Every file of a release, in the order they are listed. Keys are what the command line and addresses say. */
export const releaseFormats = {
  'real-json': {
    suffix: 'real.json',
    group: 'published',
    title: 'Labels (real.json)',
    mediaType: 'application/json',
    about: 'A JSON list with one list of class indices for each image, in the form of the published ReaL labels.',
  },
  'scores-npz': {
    suffix: 'scores.npz',
    group: 'published',
    title: 'Scores (numpy)',
    mediaType: 'application/zip',
    about: 'The probability that each proposed label holds, in the layout of the published scores.npz.',
  },
  'raters-npz': {
    suffix: 'raters.npz',
    group: 'published',
    title: 'Votes (numpy)',
    mediaType: 'application/zip',
    about: 'Every rater’s votes, one-hot over no, maybe and yes, in the layout of the published raters.npz.',
  },
  'golden-npz': {
    suffix: 'golden.npz',
    group: 'published',
    title: 'Experts’ golden answers (numpy)',
    mediaType: 'application/zip',
    about: 'What experts answered on golden pairs, in the layout of the published golden.npz.',
  },
  'raters-golden-npz': {
    suffix: 'raters_golden.npz',
    group: 'published',
    title: 'Raters’ golden answers (numpy)',
    mediaType: 'application/zip',
    about: 'What raters answered on golden pairs, in the layout of the published raters_golden.npz.',
  },
  'labels-csv': {
    suffix: 'labels.csv',
    group: 'table',
    title: 'Labels (CSV)',
    mediaType: 'text/csv; charset=utf-8',
    about: 'One line an image: its original label and its reassessed labels, by index, id and name.',
  },
  'labels-jsonl': {
    suffix: 'labels.jsonl',
    group: 'table',
    title: 'Labels with their candidates (JSON lines)',
    mediaType: 'application/jsonl',
    about:
      'One line an image: original label, labels, and every candidate with its score, interval and count of votes.',
  },
  'candidates-csv': {
    suffix: 'candidates.csv',
    group: 'table',
    title: 'Candidates (CSV)',
    mediaType: 'text/csv; charset=utf-8',
    about: 'One line a proposed label: score with interval, whether it was kept, its votes, and the models behind it.',
  },
  'votes-csv': {
    suffix: 'votes.csv',
    group: 'table',
    title: 'Votes (CSV)',
    mediaType: 'text/csv; charset=utf-8',
    about: 'One line a vote, with the rater’s pseudonym.',
  },
  'raters-csv': {
    suffix: 'raters.csv',
    group: 'table',
    title: 'Raters (CSV)',
    mediaType: 'text/csv; charset=utf-8',
    about: 'One line a rater: how many votes, whether they count, and the parameters the method gave.',
  },
  'golden-csv': {
    suffix: 'golden.csv',
    group: 'table',
    title: 'Golden answers (CSV)',
    mediaType: 'text/csv; charset=utf-8',
    about: 'One line a golden answer, with where it comes from.',
  },
  'classes-csv': {
    suffix: 'classes.csv',
    group: 'table',
    title: 'Classes (CSV)',
    mediaType: 'text/csv; charset=utf-8',
    about: 'One line a class: its index in the label files, id, names, meaning and place in the hierarchy.',
  },
  'labels-parquet': {
    suffix: 'labels.parquet',
    group: 'table',
    title: 'Labels (Parquet)',
    mediaType: 'application/vnd.apache.parquet',
    about: 'One row an image, with its labels as lists.',
  },
  'candidates-parquet': {
    suffix: 'candidates.parquet',
    group: 'table',
    title: 'Candidates (Parquet)',
    mediaType: 'application/vnd.apache.parquet',
    about: 'One row a proposed label, as in the CSV of candidates.',
  },
  'votes-parquet': {
    suffix: 'votes.parquet',
    group: 'table',
    title: 'Votes (Parquet)',
    mediaType: 'application/vnd.apache.parquet',
    about: 'One row a vote, as in the CSV of votes.',
  },
  'classes-parquet': {
    suffix: 'classes.parquet',
    group: 'table',
    title: 'Classes (Parquet)',
    mediaType: 'application/vnd.apache.parquet',
    about: 'One row a class, as in the CSV of classes.',
  },
  huggingface: {
    suffix: 'huggingface.zip',
    group: 'tool',
    title: 'Hugging Face folder (zip)',
    mediaType: 'application/zip',
    about: 'A folder for load_dataset: README with its settings and data as Parquet. Pictures are named, not included.',
  },
  'label-studio': {
    suffix: 'label-studio.json',
    group: 'tool',
    title: 'Label Studio tasks',
    mediaType: 'application/json',
    about: 'One task an image: labels as an annotation, scores as predictions, for a Choices tag with several choices.',
  },
  'label-studio-config': {
    suffix: 'label-studio.xml',
    group: 'tool',
    title: 'Label Studio configuration',
    mediaType: 'application/xml',
    about: 'The labeling configuration that the Label Studio tasks are read with.',
  },
  'imagenet-folders': {
    suffix: 'folders.tsv',
    group: 'tool',
    title: 'Class folders (list)',
    mediaType: 'text/tab-separated-values; charset=utf-8',
    about: 'One line a label: the class folder and the image that belongs in it, as image-folder loaders expect them.',
  },
  croissant: {
    suffix: 'croissant.json',
    group: 'tool',
    title: 'Croissant metadata',
    mediaType: 'application/ld+json',
    about: 'Machine-readable description of the tables, with sizes and checksums of the files.',
  },
} as const satisfies Record<string, ReleaseFormat>

export type ReleaseFormatKey = keyof typeof releaseFormats

export const releaseFormatKeys = Object.keys(releaseFormats) as [ReleaseFormatKey, ...ReleaseFormatKey[]]

export const isReleaseFormat = (key: string): key is ReleaseFormatKey => Object.hasOwn(releaseFormats, key)

/** `photos-1-labels.csv`: files of several releases can lie in one folder. */
export const releaseFileName = (project: string, version: string, format: ReleaseFormatKey): string =>
  `${project}-${version}-${releaseFormats[format].suffix}`

/** The sums of a release's files, in the form that `sha256sum --check` reads. */
export const checksumsFileName = (project: string, version: string): string => `${project}-${version}-SHA256SUMS`

/** Which file of a release a name is of; null for a name that is none of its files. */
export function releaseFormatOf(project: string, version: string, fileName: string): ReleaseFormatKey | null {
  return releaseFormatKeys.find((format) => releaseFileName(project, version, format) === fileName) ?? null
}
