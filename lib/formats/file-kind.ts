import { open } from 'node:fs/promises'
import { compressed, type FormatProblem, unreadable } from './format-error'

/** File type by its first bytes: `list` and `lines` are JSON, `xml` begins with a tag, `table` is any other text, such as CSV. */
export type FileKind = 'empty' | 'npy' | 'zip' | 'list' | 'lines' | 'xml' | 'table'

/** A zip begins with an entry, or with its end if it is empty; a table may begin with a column “PK”. */
const zipStarts = ['PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08'].map((start) => Buffer.from(start, 'latin1'))

/** Detects the type by content, after blanks and a byte order mark, because file names are less reliable. */
export async function fileKind(path: string): Promise<FileKind> {
  const start = await firstBytes(path)
  if (start.subarray(0, 6).equals(Buffer.from('\x93NUMPY', 'latin1'))) return 'npy'
  if (zipStarts.some((zip) => start.subarray(0, 4).equals(zip))) return 'zip'
  const text = startOfText(start)
  if (text === '') return 'empty'
  if (text.startsWith('[')) return 'list'
  if (text.startsWith('{')) return 'lines'
  return text.startsWith('<') ? 'xml' : 'table'
}

/** By its byte order mark. Only tables are read in this encoding, as spreadsheets write it. */
export const isUtf16 = (start: Buffer): boolean => start[0] === 0xff && start[1] === 0xfe

/** Decodes the beginning of a file, without blanks and a byte order mark. */
export const startOfText = (start: Buffer): string =>
  start
    .toString(isUtf16(start) ? 'utf16le' : 'utf8')
    .replace(/^\uFEFF/, '')
    .trimStart()

const asTable = 'Save the table as CSV.'
const choose = 'Choose a text file.'
/** What files begin with that contain no text, in Latin-1. */
const binaryFiles: readonly (readonly [start: string, found: string, fix: string])[] = [
  ['PK\x03\x04', 'a zip file or an Excel workbook', 'Save the sheet as CSV, or unpack the zip.'],
  ['\xD0\xCF\x11\xE0', 'a document of an old version of Excel or Word', asTable],
  ['PAR1', 'a Parquet file', asTable],
  ['\x93NUMPY', 'a NumPy array', asTable],
  ['\x89HDF', 'an HDF5 file', asTable],
  ['SQLite format 3', 'an SQLite database', asTable],
  ['%PDF', 'a PDF', choose],
  ['\x89PNG', 'a picture', choose],
  ['\xFF\xD8\xFF', 'a picture', choose],
  ['\xFE\xFF', 'a text in UTF-16', 'Save the file as UTF-8.'],
]
const otherTexts: readonly (readonly [start: RegExp, found: string, fix: string])[] = [
  [/^sep=.[\r\n]/, 'a first line for Excel, which names the separator', 'Remove the first line.'],
  [/^[[{]/, 'a JSON text', asTable],
  [/^</, 'an HTML or XML page', asTable],
]

/** The problem of a file that is plainly no table; null if it may be one. */
export function notTable(start: Buffer): FormatProblem | null {
  const bytes = start.toString('latin1')
  if (bytes.startsWith('\x1F\x8B')) return compressed
  const text = startOfText(start)
  const other =
    binaryFiles.find(([beginning]) => bytes.startsWith(beginning)) ??
    otherTexts.find(([beginning]) => beginning.test(text))
  return other ? { expected: 'a CSV table', found: other[1], fix: other[2] } : null
}

export async function firstBytes(path: string, length = 4_096): Promise<Buffer> {
  try {
    const file = await open(path)
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0)
      return buffer.subarray(0, bytesRead)
    } finally {
      await file.close()
    }
  } catch (cause) {
    throw unreadable(path, cause)
  }
}
