import { type AnswerFormatKey, answerFormatKeys } from '@/lib/domain/data/answer-format'
import { delimiterOf } from '@/lib/formats/csv'
import { fileKind, firstBytes, isUtf16, notTable, startOfText } from '@/lib/formats/file-kind'
import { FormatError } from '@/lib/formats/format-error'
import { isKnownColumn } from './answer-rows'
import { openCocoAnswers } from './coco-answers'
import { openCvatAnswers } from './cvat-answers'
import type { OpenedAnswers, OpenOptions } from './file-answer'
import { openLabelStudioAnswers } from './label-studio-answers'
import { openImageList, openIndexLists, openLabelLists, openLabelsByFile } from './list-answers'
import { openNpzAnswers } from './npz-answers'
import { openHubLabels, openParquetAnswers } from './parquet-answers'
import { openCsvAnswers, openJsonLineAnswers } from './table-answers'

interface FileHead {
  kind: Awaited<ReturnType<typeof fileKind>>
  text: string
  isUtf16: boolean
}

export interface AnswerFormat {
  title: string
  about: string
  isLike: (head: FileHead) => boolean
  open: (file: string, options: OpenOptions) => Promise<OpenedAnswers>
}

const header = ({ text }: FileHead) =>
  (text.split(/[\r\n]/, 1)[0] ?? '').split(delimiterOf(text)).map((name) =>
    name
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .toLowerCase(),
  )
/** The first file in a zip is a NumPy array; its name directly follows the 30-byte header. */
const beginsWithArray = ({ text }: FileHead) => /^[^/]{0,200}\.npy/.test(text)
const hasKey = ({ text }: FileHead, name: string) => new RegExp(`"${name}"\\s*:`).test(text)
const hasList = ({ text }: FileHead, name: string) => new RegExp(`"${name}"\\s*:\\s*\\[`).test(text)
/** COCO has “annotations” too, but they refer to images by id. */
const isLabelStudioTask = (head: FileHead) =>
  head.kind === 'lines' &&
  hasList(head, 'annotations') &&
  (hasKey(head, 'data') || hasKey(head, 'result')) &&
  !(hasKey(head, 'image_id') || hasList(head, 'images'))

/** Every format in which votes and labels can be imported. The first that matches is used. */
export const answerFormats: Record<AnswerFormatKey, AnswerFormat> = {
  'raters-npz': {
    title: 'raters.npz',
    about: 'Our own numpy file of votes, or the published one.',
    isLike: (head) => (head.kind === 'zip' && beginsWithArray(head)) || head.kind === 'npy',
    open: openNpzAnswers,
  },
  huggingface: {
    title: 'Hugging Face folder (zip)',
    about: 'Our own folder for Hugging Face as a zip; its labels are read.',
    isLike: ({ kind }) => kind === 'zip',
    open: openHubLabels,
  },
  parquet: {
    title: 'Votes or labels (Parquet)',
    about: 'One row per answer, such as our own votes.parquet, or our own labels.parquet.',
    isLike: ({ text }) => text.startsWith('PAR1'),
    open: openParquetAnswers,
  },
  cvat: {
    title: 'CVAT for images 1.1',
    about: 'The XML file annotations.xml: tags of images, and labels of boxes and other shapes.',
    isLike: ({ text }) => text.startsWith('<'),
    open: openCvatAnswers,
  },
  'labels-by-file': {
    title: 'labels-by-file.json',
    about: 'Our own labels by the name of the image: one JSON object.',
    isLike: ({ kind, text }) => kind === 'lines' && /^\{\s*"(?:[^"\\]|\\.)*"\s*:\s*\{\s*"labels"\s*:\s*\[/.test(text),
    open: openLabelsByFile,
  },
  coco: {
    title: 'COCO',
    about: 'One JSON object with images, annotations and categories.',
    isLike: (head) =>
      head.kind === 'lines' &&
      !isLabelStudioTask(head) &&
      ['images', 'categories', 'annotations'].some((name) => hasList(head, name)),
    open: openCocoAnswers,
  },
  'label-studio': {
    title: 'Label Studio (JSON)',
    about: 'A list of tasks with annotations, or one task. Each annotator becomes a rater.',
    isLike: (head) =>
      isLabelStudioTask(head) || (head.kind === 'list' && (hasKey(head, 'annotations') || hasKey(head, 'data'))),
    open: openLabelStudioAnswers,
  },
  'index-lists': {
    title: 'Class indices by position (JSON)',
    about: 'A list with the class indices of each image, such as real.json.',
    isLike: ({ kind, text }) => kind === 'list' && /^\[\s*(\[|\d|null|\])/.test(text),
    open: openIndexLists,
  },
  jsonl: {
    title: 'Answers (JSON Lines)',
    about: 'One object per answer, with the same names as the columns of a CSV file, or our own labels.jsonl.',
    isLike: ({ kind }) => kind === 'lines',
    open: openJsonLineAnswers,
  },
  'labels-csv': {
    title: 'labels.csv',
    about: 'Our own table of labels: one line per image, with lists of labels.',
    isLike: (head) => header(head).includes('label_ids') || header(head).includes('label_indices'),
    open: openLabelLists,
  },
  csv: {
    title: 'Answers (CSV)',
    about:
      'A header and one line per answer: image, rater, class, answer, time, separated by commas, semicolons or tabs. Our own votes.csv is one.',
    isLike: (head) => head.kind === 'table' && header(head).length > 1 && isHeader(header(head)),
    open: openCsvAnswers,
  },
  'image-list': {
    title: 'List of images and classes',
    about: 'No header: “file,class” or “file class” on each line, or one class index on each line.',
    isLike: ({ kind }) => kind === 'table',
    open: openImageList,
  },
}

/**
 * Returns whether a line is a header: a file name or a bare class index makes it data, and so does an empty name, unless
 * others are usual, as with the index that pandas writes.
 */
const isHeader = (names: readonly string[]) =>
  (!names.includes('') || names.some(isKnownColumn)) &&
  names.every((name) => !/^\d+$/.test(name) && !/\.(jpe?g|png|webp|gif|avif|bmp|tiff?)$/i.test(name))

const isRecords = (head: FileHead) => /^\[\s*\{/.test(head.text) && !answerFormats['label-studio'].isLike(head)

/** Cannot be read: its image names have no extension, or its fields have names that the user chose. */
const isFiftyOne = (head: FileHead) =>
  head.kind === 'lines' &&
  /^\{\s*"(classes"\s*:\s*(\[|null)|samples"\s*:\s*\[)/.test(head.text) &&
  !answerFormats.coco.isLike(head)

const labelStudioJson = 'Export the project from Label Studio in the format “JSON”.'

/** Common files that cannot be read, but are easily saved in another form. */
const convertible: readonly { isLike: (head: FileHead) => boolean; found: string; fix: string }[] = [
  {
    isLike: ({ kind, isUtf16 }) => isUtf16 && kind !== 'table',
    ...{ found: 'a text in UTF-16', fix: 'Save the file as UTF-8.' },
  },
  {
    isLike: ({ text }) => /^sep=.[\r\n]/.test(text),
    ...{ found: 'a first line for Excel, which names the separator', fix: 'Remove the first line.' },
  },
  {
    isLike: (head) => head.kind === 'table' && /\{("{1,2})choices\1:/.test(head.text),
    ...{ found: 'a table from Label Studio, with several choices in a cell', fix: labelStudioJson },
  },
  {
    isLike: (head) => isRecords(head) && hasKey(head, 'annotation_id'),
    ...{ found: 'the format “JSON-MIN” of Label Studio', fix: labelStudioJson },
  },
  {
    isLike: isFiftyOne,
    found: 'a labels.json or samples.json of FiftyOne',
    fix: 'Export the field that has the labels as CSV: export(labels_path="labels.csv", dataset_type=fo.types.CSVDataset, fields={"filepath": "image", "ground_truth.label": "class"}).',
  },
  {
    isLike: isRecords,
    found: 'a JSON list of objects',
    fix: 'Write one object per line (JSON Lines), in pandas with to_json(…, orient="records", lines=True).',
  },
]

const headBytes = 16_384

/** Detects the format of a file by its beginning. Throws FormatError if none matches. */
export async function answerFormatOf(file: string): Promise<AnswerFormatKey> {
  const start = await firstBytes(file, headBytes)
  const head = { kind: await fileKind(file), text: startOfText(start), isUtf16: isUtf16(start) }
  const expected = 'votes or labels in a known format'
  const other = convertible.find(({ isLike }) => isLike(head))
  if (other) throw new FormatError(file, 'the file', { expected, found: other.found, fix: other.fix })
  const binary = head.kind === 'table' && !answerFormats.parquet.isLike(head) ? notTable(start) : null
  if (binary) throw new FormatError(file, 'the file', { ...binary, expected })
  const found = answerFormatKeys.find((format) => answerFormats[format].isLike(head))
  if (found !== undefined && head.kind !== 'empty') return found
  throw new FormatError(file, 'the file', {
    expected,
    found: head.kind === 'empty' ? 'an empty file' : 'something else',
    fix: `Use one of: ${Object.values(answerFormats)
      .map(({ title }) => title)
      .join('; ')}.`,
  })
}
