import type { NpyStream } from './npz-reader'

/** The dtypes that `readNumberRows` knows: half, single and double precision, little-endian. */
export const floatDtypes = ['<f2', '<f4', '<f8'] as const

/** Every half-precision number as a single-precision one. */
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

/** Gives the numbers that `bytes` hold at each call, in the same array each time. */
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

/**
 * Reads a two-dimensional array of floating-point numbers row by row.
 *
 * The array given is the same each time, with other numbers in it: nothing but one row and a piece of the file is held.
 * Source: IEEE 754-2019, binary16, for half precision.
 */
export async function* readNumberRows({
  header,
  chunks,
}: NpyStream): AsyncGenerator<Float32Array | Float64Array, void, undefined> {
  const columns = header.shape[1]!
  const rowBytes = header.itemSize * columns
  const bytes = new Uint8Array(rowBytes)
  const numbersOf = rowReader(header.dtype, bytes)
  if (rowBytes === 0) return
  let filled = 0
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; ) {
      const taken = Math.min(rowBytes - filled, chunk.length - at)
      bytes.set(chunk.subarray(at, at + taken), filled)
      at += taken
      filled += taken
      if (filled < rowBytes) break
      filled = 0
      yield numbersOf()
    }
  }
}
