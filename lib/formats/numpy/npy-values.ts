import type { NpzFile } from './npz-reader'

/** Arrays that are read whole must fit this, so that a wrong file cannot fill the memory. */
const wholeArrayLimit = 512 * 2 ** 20

/** Reads a whole array into memory of its own, aligned for every typed array. */
async function readWhole(npz: NpzFile, name: string, dtype: string, shape: readonly (number | null)[]) {
  const { header, chunks } = await npz.array(name, { dtype, shape, maxBytes: wholeArrayLimit })
  const bytes = new Uint8Array(header.byteLength)
  let filled = 0
  for await (const chunk of chunks) {
    bytes.set(chunk, filled)
    filled += chunk.length
  }
  return bytes.buffer
}

type Shape = readonly (number | null)[]

export async function readFloat64(npz: NpzFile, name: string, shape: Shape): Promise<Float64Array> {
  return new Float64Array(await readWhole(npz, name, '<f8', shape))
}

export async function readInt8(npz: NpzFile, name: string, shape: Shape): Promise<Int8Array> {
  return new Int8Array(await readWhole(npz, name, '|i1', shape))
}

export async function readInt64(npz: NpzFile, name: string, shape: Shape): Promise<BigInt64Array> {
  return new BigInt64Array(await readWhole(npz, name, '<i8', shape))
}

/** Ids as plain numbers; one that a number cannot hold exactly, or that stands twice, is refused. */
export async function readIds(npz: NpzFile, name: string, shape: Shape = [null]): Promise<number[]> {
  const ids = Array.from(await readInt64(npz, name, shape), Number)
  const seen = new Set<number>()
  for (const [index, id] of ids.entries()) {
    if (!Number.isSafeInteger(id)) {
      throw npz.error(name, 'ids below 2^53', `${id} at index ${index}`, 'Renumber the raters.')
    }
    if (seen.has(id)) throw npz.error(name, 'unique ids', `${id} again at index ${index}`, 'Give each rater one row.')
    seen.add(id)
  }
  return ids
}
