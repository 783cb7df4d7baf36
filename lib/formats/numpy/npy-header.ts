import type { FormatError } from '@/lib/formats/format-error'

export type NpyHeader = {
  /** In NumPy's notation: `<f8`, `<i8`, `|i1`, `<U28`. */
  dtype: string
  shape: readonly number[]
  fortranOrder: boolean
  itemSize: number
  itemCount: number
  byteLength: number
}

const magic = Buffer.from('\x93NUMPY', 'latin1')
/** Longer headers are not a description of an array; NumPy also refuses them from 10,000 characters on. */
const headerLimit = 10_000

/** Returns the bytes per item, or null for an unsupported dtype. */
function itemSizeOf(dtype: string): number | null {
  const parsed = /^[<|=]([biufUS])(\d+)$/.exec(dtype)
  const width = Number(parsed?.[2])
  if (!parsed || width === 0) return null
  if (parsed[1] === 'U') return width * 4
  if (parsed[1] === 'S') return width
  return [1, 2, 4, 8].includes(width) ? width : null
}

export const shapeText = (shape: readonly (number | null)[]) =>
  `(${shape.map((size) => size ?? 'any').join(', ')}${shape.length === 1 ? ',' : ''})`

/** Returns the length of the whole header from its first 12 bytes. Throws an Error if they are invalid. */
export function npyHeadLength(start: Buffer): number {
  if (start.length < 12 || !start.subarray(0, 6).equals(magic)) {
    throw new Error('an array that does not start with the .npy signature')
  }
  const version = start[6]!
  if (version < 1 || version > 3) throw new Error(`.npy format version ${version}`)
  const length = version === 1 ? start.readUInt16LE(8) : start.readUInt32LE(8)
  if (length > headerLimit) throw new Error(`a header of ${length} bytes`)
  return (version === 1 ? 10 : 12) + length
}

/**
 * Parses the header in `head`, which must contain exactly the bytes that `npyHeadLength` returned.
 *
 * Source: numpy.lib.format, versions 1.0 to 3.0. The header is a Python dictionary literal.
 * Errors: Error naming what could not be understood.
 */
export function parseNpyHeader(head: Buffer): NpyHeader {
  const text = head.toString('utf8', head[6] === 1 ? 10 : 12).trim()
  const dtype = /'descr'\s*:\s*'([^']*)'/.exec(text)?.[1]
  const order = /'fortran_order'\s*:\s*(True|False)/.exec(text)?.[1]
  const dimensions = /'shape'\s*:\s*\(([\d,\sL]*)\)/.exec(text)?.[1]
  if (dtype === undefined || order === undefined || dimensions === undefined) {
    throw new Error(`the header ${JSON.stringify(text.slice(0, 120))}`)
  }
  const itemSize = itemSizeOf(dtype)
  if (itemSize === null) throw new Error(`the dtype ${dtype}`)
  const shape = dimensions
    .split(',')
    .map((size) => size.trim().replace(/L$/, ''))
    .filter((size) => size !== '')
    .map(Number)
  const itemCount = shape.reduce((product, size) => product * size, 1)
  const byteLength = itemCount * itemSize
  if (!Number.isSafeInteger(byteLength)) throw new Error(`the invalid shape ${shapeText(shape)}`)
  return { dtype, shape, fortranOrder: order === 'True', itemSize, itemCount, byteLength }
}

/** Returns the header of an .npy file, version 1.0, padded so that the data is aligned to 64 bytes as in NumPy. */
export function npyHead(dtype: string, shape: readonly number[]): Buffer {
  const text = `{'descr': '${dtype}', 'fortran_order': False, 'shape': ${shapeText(shape)}, }`
  const padded = `${text.padEnd(Math.ceil((text.length + 11) / 64) * 64 - 11)}\n`
  const fixed = Buffer.from([...magic, 1, 0, 0, 0])
  fixed.writeUInt16LE(padded.length, 8)
  return Buffer.concat([fixed, Buffer.from(padded, 'latin1')])
}

/** Expected array. A null in `shape` accepts any size; `<U` accepts text of any width, a list any of its dtypes. */
export type ExpectedArray = {
  dtype: string | readonly string[]
  shape: readonly (number | null)[]
  maxBytes?: number
}

export function checkNpyHeader(
  { dtype, shape, byteLength, fortranOrder }: NpyHeader,
  expected: ExpectedArray,
  error: (expected: string, found: string, fix: string) => FormatError,
) {
  const dtypes = typeof expected.dtype === 'string' ? [expected.dtype] : expected.dtype
  if (!dtypes.some((one) => (one === '<U' ? dtype.startsWith('<U') : dtype === one))) {
    const wanted = dtypes.map((one) => (one === '<U' ? 'text (<U)' : one)).join(' or ')
    throw error(`dtype ${wanted}`, dtype, 'Convert the array with NumPy’s astype.')
  }
  const shapeFits =
    shape.length === expected.shape.length &&
    expected.shape.every((size, axis) => size === null || size === shape[axis])
  if (!shapeFits)
    throw error(`shape ${shapeText(expected.shape)}`, shapeText(shape), 'Check that these files belong together.')
  if (expected.maxBytes !== undefined && byteLength > expected.maxBytes)
    throw error(`at most ${expected.maxBytes} bytes`, `${byteLength}`, 'Check that this is the right file.')
  if (fortranOrder && shape.length > 1)
    throw error(
      'C order (row by row)',
      'Fortran order',
      'Convert the array with numpy.ascontiguousarray and save it again.',
    )
}
