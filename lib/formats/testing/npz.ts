import { type NpzFile, readWholeArray } from '../numpy/npz-reader'
import { npzStream, type OutgoingArray } from '../numpy/npz-writer'
import { writeStreamAtomically } from '../write-stream'

type Shape = readonly (number | null)[]

export async function readFloat64(npz: NpzFile, name: string, shape: Shape): Promise<Float64Array> {
  return new Float64Array(await readWholeArray(npz, name, '<f8', shape))
}

export async function readInt8(npz: NpzFile, name: string, shape: Shape): Promise<Int8Array> {
  return new Int8Array(await readWholeArray(npz, name, '|i1', shape))
}

export const int8Array = (name: string, shape: readonly number[], data: Int8Array): OutgoingArray => ({
  ...{ name, dtype: '|i1', shape, itemSize: 1 },
  chunks: () => [new Uint8Array(data.buffer, data.byteOffset, data.byteLength)],
})

export const writeNpz = (path: string, arrays: readonly OutgoingArray[]): Promise<number> =>
  writeStreamAtomically(path, npzStream(arrays))
