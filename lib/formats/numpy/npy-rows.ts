import type { NpyStream, NpzFile } from './npz-reader'

/** The dtypes that `readNumberRows` supports: half, single and double precision, little-endian. */
export const floatDtypes = ['<f2', '<f4', '<f8'] as const

/** A table of all half-precision numbers in single precision. */
function halfTable(): Float32Array {
  const table = new Float32Array(65_536)
  for (let bits = 0; bits < table.length; bits++) {
    const sign = bits & 0x8000 ? -1 : 1
    const exponent = (bits >> 10) & 0x1f
    const fraction = bits & 0x3ff
    if (exponent === 0x1f) table[bits] = fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
    else if (exponent === 0) table[bits] = sign * fraction * 2 ** -24
    else table[bits] = sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
  }
  return table
}

/** Returns a function that decodes `bytes` into the same array at each call. */
function rowReader(dtype: string, bytes: Uint8Array<ArrayBuffer>): () => Float32Array | Float64Array {
  if (dtype === '<f2') {
    const table = halfTable()
    const bits = new Uint16Array(bytes.buffer)
    const row = new Float32Array(bits.length)
    return () => {
      for (let column = 0; column < row.length; column++) row[column] = table[bits[column]!]!
      return row
    }
  }
  const row = dtype === '<f4' ? new Float32Array(bytes.buffer) : new Float64Array(bytes.buffer)
  return () => row
}

/** Fills `row` with the bytes of one row after the other; yields after each. */
async function* filledRows(chunks: AsyncIterable<Buffer>, row: Uint8Array): AsyncGenerator<void> {
  if (row.length === 0) return
  let filled = 0
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; ) {
      const taken = chunk.copy(row, filled, at)
      at += taken
      filled += taken
      if (filled < row.length) break
      filled = 0
      yield
    }
  }
}

/**
 * Reads a two-dimensional array of floating-point numbers row by row.
 *
 * Yields the same array each time with new values: only one row and a chunk of the file are in memory.
 * Source: IEEE 754-2019, binary16, for half precision.
 */
export async function* readNumberRows({
  header,
  chunks,
}: NpyStream): AsyncGenerator<Float32Array | Float64Array, void, undefined> {
  const bytes = new Uint8Array(header.itemSize * header.shape[1]!)
  const numbersOf = rowReader(header.dtype, bytes)
  for await (const _ of filledRows(chunks, bytes)) yield numbersOf()
}

const fixText = 'Save the array again as NumPy text (dtype <U).'

/** Decodes one fixed-width text; NumPy pads with zeros at the end. */
function textOf(points: Uint32Array, from: number, width: number, scratch: Buffer): string | null {
  let length = width
  while (length > 0 && points[from + length - 1] === 0) length--
  for (let index = 0; index < length; index++) {
    const point = points[from + index]!
    if (point > 127) return wideTextOf(points.subarray(from, from + length))
    scratch[index] = point
  }
  return scratch.toString('latin1', 0, length)
}

function wideTextOf(points: Uint32Array): string | null {
  let text = ''
  for (const point of points) {
    if (point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return null
    text += String.fromCodePoint(point)
  }
  return text
}

/**
 * Reads a two-dimensional array of text row by row, each as an array of strings (one string if the array has one
 * dimension).
 *
 * Only a chunk of the file is in memory, so the caller decides what to keep.
 */
export async function* readTextRows(
  npz: NpzFile,
  name: string,
  shape: readonly [number | null] | readonly [number | null, number],
): AsyncGenerator<string[], void, undefined> {
  const { header, chunks } = await npz.array(name, { dtype: '<U', shape })
  const columns = shape[1] ?? 1
  const width = header.itemSize / 4
  const points = new Uint32Array(width * columns)
  const scratch = Buffer.alloc(width)
  let rowIndex = 0
  for await (const _ of filledRows(chunks, new Uint8Array(points.buffer))) {
    const values: string[] = []
    for (let column = 0; column < columns; column++) {
      const text = textOf(points, column * width, width, scratch)
      if (text === null)
        throw npz.error(name, 'Unicode text', `an invalid character in row ${rowIndex}, column ${column}`, fixText)
      values.push(text)
    }
    yield values
    rowIndex++
  }
}
