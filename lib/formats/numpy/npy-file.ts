import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { reasonOf } from '@/lib/file-system'
import { firstBytes } from '@/lib/formats/file-kind'
import { FormatError, orUnreadable, unreadable } from '@/lib/formats/format-error'
import { checkNpyHeader, type ExpectedArray, npyHeadLength, parseNpyHeader, shapeText } from './npy-header'
import type { NpyStream } from './npz-reader'

/** More than the longest header that `npyHeadLength` accepts. */
const headRoom = 16_384

/** Opens an array in its own file, checks its header, and positions the stream at the first number. */
export async function openNpy(path: string, expected: ExpectedArray): Promise<NpyStream> {
  const error = (wanted: string, found: string, fix: string) =>
    new FormatError(path, 'the array', { expected: wanted, found, fix })
  const fix = 'Save the array again with numpy.save.'
  const { size } = await orUnreadable(path, stat(path))
  const start = await firstBytes(path, headRoom)
  const read = () => {
    const length = npyHeadLength(start)
    return { length, header: parseNpyHeader(start.subarray(0, length)) }
  }
  let head: ReturnType<typeof read>
  try {
    head = read()
  } catch (cause) {
    throw error('a supported .npy header', reasonOf(cause), fix)
  }
  const { length, header } = head
  checkNpyHeader(header, expected, error)
  if (size - length !== header.byteLength)
    throw error(
      `${header.byteLength} bytes for shape ${shapeText(header.shape)}`,
      `${size - length}`,
      'Use an undamaged copy of the file.',
    )
  return { name: path, header, chunks: body(path, length) }
}

async function* body(path: string, start: number): AsyncGenerator<Buffer, void, undefined> {
  try {
    yield* createReadStream(path, { start, highWaterMark: 262_144 }) as AsyncIterable<Buffer>
  } catch (cause) {
    throw unreadable(path, cause)
  }
}
