import type { NpzFile } from './npz-reader'

const mendText = 'Save the array again as NumPy text (dtype <U).'

/** The text of one fixed-width item: numpy pads with zeros at the end, which are no part of it. */
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
 * Reads a two-dimensional array of text row by row; each row is an array of `columns` strings, one in an array of one
 * dimension.
 *
 * Nothing but a piece of the file is held, so the caller decides what to keep.
 */
export async function* readTextRows(
  npz: NpzFile,
  name: string,
  shape: readonly [number | null] | readonly [number | null, number],
): AsyncGenerator<string[], void, undefined> {
  const { header, chunks } = await npz.array(name, { dtype: '<U', shape })
  const columns = shape[1] ?? 1
  const width = header.itemSize / 4
  const rowBytes = header.itemSize * columns
  const row = Buffer.alloc(rowBytes)
  const points = new Uint32Array(rowBytes / 4)
  const pointBytes = new Uint8Array(points.buffer)
  const scratch = Buffer.alloc(width)
  let filled = 0
  let rowIndex = 0
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; ) {
      const taken = chunk.copy(row, filled, at, at + rowBytes - filled)
      at += taken
      filled += taken
      if (filled < rowBytes) break
      filled = 0
      pointBytes.set(row)
      const values: string[] = []
      for (let column = 0; column < columns; column++) {
        const text = textOf(points, column * width, width, scratch)
        if (text === null) {
          throw npz.error(name, 'Unicode text', `an invalid character in row ${rowIndex}, column ${column}`, mendText)
        }
        values.push(text)
      }
      yield values
      rowIndex++
    }
  }
}
