import type { FormatError } from '@/lib/formats/format-error'
import { type NpyHeader, shapeText } from './npy-header'

/**
 * What the caller counts on. A null in `shape` leaves that dimension open; `<U` stands for any width of text, a list for
 * any of its dtypes.
 */
export type ExpectedArray = {
  dtype: string | readonly string[]
  shape: readonly (number | null)[]
  maxBytes?: number
}

/** Throws what `error` makes when an array is not what the caller counts on. */
export function checkNpyHeader(
  { dtype, shape, byteLength, fortranOrder }: NpyHeader,
  expected: ExpectedArray,
  error: (expected: string, found: string, mend: string) => FormatError,
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
