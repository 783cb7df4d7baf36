import { open } from 'node:fs/promises'
import { unreadable } from './format-error'

/** File type by its first bytes: `list` and `lines` are JSON, `xml` begins with a tag, `table` is any other text, such as CSV. */
export type FileKind = 'empty' | 'npy' | 'zip' | 'list' | 'lines' | 'xml' | 'table'

/** Detects the type by content, after blanks and a byte order mark, because file names are less reliable. */
export async function fileKind(path: string): Promise<FileKind> {
  const start = await firstBytes(path)
  if (start.subarray(0, 6).equals(Buffer.from('\x93NUMPY', 'latin1'))) return 'npy'
  if (start.subarray(0, 2).equals(Buffer.from('PK'))) return 'zip'
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
