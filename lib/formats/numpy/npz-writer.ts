import { Readable } from 'node:stream'
import { zipStream } from '@/lib/formats/zip-writer'
import { npyHead } from './npy-header'

export type OutgoingArray = {
  name: string
  dtype: string
  shape: readonly number[]
  itemSize: number
  chunks: () => Iterable<Uint8Array>
}

const countOf = (shape: readonly number[]) => shape.reduce((product, size) => product * size, 1)

function numbers(name: string, dtype: string, shape: readonly number[], data: Float64Array | BigInt64Array) {
  if (data.length !== countOf(shape)) {
    throw new RangeError(`Array "${name}": the shape needs ${countOf(shape)} values, and there are ${data.length}`)
  }
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  return { name, dtype, shape, itemSize: data.BYTES_PER_ELEMENT, chunks: () => [bytes] } satisfies OutgoingArray
}

export const float64Array = (name: string, shape: readonly number[], data: Float64Array): OutgoingArray =>
  numbers(name, '<f8', shape, data)
export const int64Array = (name: string, shape: readonly number[], data: BigInt64Array): OutgoingArray =>
  numbers(name, '<i8', shape, data)

/** Text of fixed width in characters, row-major. Throws RangeError for a longer text, since names must not change. */
export function textArray(
  name: string,
  shape: readonly number[],
  width: number,
  texts: Iterable<string>,
): OutgoingArray {
  return { name, dtype: `<U${width}`, shape, itemSize: width * 4, chunks: () => textChunks(name, width, texts) }
}

function* textChunks(name: string, width: number, texts: Iterable<string>): Generator<Uint8Array> {
  const perChunk = Math.max(1, Math.floor(65_536 / (width * 4)))
  let points = new Uint32Array(perChunk * width)
  let count = 0
  for (const text of texts) {
    let index = 0
    for (const character of text) {
      if (index === width) {
        throw new RangeError(`Array "${name}": ${JSON.stringify(text)} is longer than ${width} characters`)
      }
      points[count * width + index++] = character.codePointAt(0) ?? 0
    }
    if (++count < perChunk) continue
    yield new Uint8Array(points.buffer)
    points = new Uint32Array(perChunk * width)
    count = 0
  }
  if (count > 0) yield new Uint8Array(points.buffer, 0, count * width * 4)
}

function* npyBytes(array: OutgoingArray): Generator<Uint8Array> {
  yield npyHead(array.dtype, array.shape)
  const wanted = countOf(array.shape) * array.itemSize
  let written = 0
  for (const chunk of array.chunks()) {
    written += chunk.length
    // Large arrays are written in slices, so that the deflate queue stays short.
    for (let at = 0; at < chunk.length; at += 65_536) yield chunk.subarray(at, at + 65_536)
  }
  if (written !== wanted) throw new RangeError(`Array "${array.name}": wrote ${written} of ${wanted} bytes`)
}

/**
 * Writes these arrays, in order, as an .npz stream.
 *
 * The same arrays give the same bytes: entries are dated 1980-01-01 and have mode 600, as in NumPy.
 */
export const npzStream = (arrays: readonly OutgoingArray[]): Readable =>
  zipStream(
    arrays.map((array) => ({
      name: `${array.name}.npy`,
      open: async () => Readable.from(npyBytes(array), { objectMode: false }),
      isCompressed: false,
    })),
    0o600,
  )
