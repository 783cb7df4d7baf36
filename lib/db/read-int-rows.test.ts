import { expect, test } from 'vitest'
import { readIntRows } from './read-int-rows'

async function* pieces(...texts: string[]) {
  for (const text of texts) yield Buffer.from(text)
}

const rowsOf = async (columnCount: number, ...texts: string[]) => {
  const rows: number[][] = []
  await readIntRows(pieces(...texts), columnCount, (row) => rows.push(Array.from(row)))
  return rows
}

test('reads rows of integers wherever the pieces are cut', async () => {
  const expected = [
    [12, -1, 0],
    [2147483647, 7, 345],
  ]
  expect(await rowsOf(3, '12\t-1\t0\n2147483647\t7\t345\n')).toEqual(expected)
  expect(await rowsOf(3, '1', '2\t-', '1\t0', '\n2147483647\t', '7\t34', '5\n')).toEqual(expected)
  expect(await rowsOf(3)).toEqual([])
})

test('refuses a row of another length', async () => {
  await expect(rowsOf(3, '1\t2\n')).rejects.toThrow(RangeError)
})
