import { describe, expect, test } from 'vitest'
import { readBinaryRows } from './read-columns'

const int16 = (value: number) => [(value >> 8) & 255, value & 255]
const int32 = (value: number) => [...int16(value >> 16), ...int16(value)]
const field2 = (value: number) => [...int32(2), ...int16(value)]
const field4 = (value: number) => [...int32(4), ...int32(value)]
const field8 = (value: number) => [...int32(8), ...int32(Math.floor(value / 2 ** 32)), ...int32(value | 0)]
const nothing = int32(-1)
const row = (...fields: number[][]) => [...int16(fields.length), ...fields.flat()]
const signature = [...Buffer.from('PGCOPY\n'), 0xff, 0x0d, 0x0a, 0x00]
const header = [...signature, ...int32(0), ...int32(0)]
const trailer = int16(-1)

async function* pieces(...parts: number[][]) {
  for (const part of parts) yield Uint8Array.from(part)
}

async function rowsOf(columnCount: number, ...parts: number[][]) {
  const rows: number[][] = []
  const count = await readBinaryRows(pieces(...parts), columnCount, (values) => rows.push(Array.from(values)))
  expect(count).toBe(rows.length)
  return rows
}

const bytes = [
  ...signature,
  ...int32(1),
  ...int32(3),
  ...[9, 9, 9],
  ...row(field4(12), field2(-1), field8(2147483647)),
  ...row(field4(-2147483648), field2(-32768), field8(-2147483648)),
  ...row(field4(0x01020304), field2(0x0102), nothing),
  ...trailer,
]
const expected = [
  [12, -1, 2147483647],
  [-2147483648, -32768, -2147483648],
  [0x01020304, 0x0102, -1],
]

test('reads 2, 4 and 8 byte integers, and NULL as −1, wherever the chunks end', async () => {
  expect(await rowsOf(3, bytes)).toEqual(expected)
  for (let first = 0; first <= bytes.length; first++)
    for (let second = first; second <= bytes.length; second++)
      expect(await rowsOf(3, bytes.slice(0, first), bytes.slice(first, second), bytes.slice(second))).toEqual(expected)
  expect(await rowsOf(3, ...bytes.map((byte) => [byte]))).toEqual(expected)
})

test('reads a result without rows', async () => {
  expect(await rowsOf(3, [...header, ...trailer])).toEqual([])
})

describe('throws a RangeError for', () => {
  const refusal = async (columnCount: number, ...parts: number[][]) => {
    const error: unknown = await rowsOf(columnCount, ...parts).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(RangeError)
    return (error as Error).message
  }
  test('another signature, such as that of the text format', async () => {
    for (const index of signature.keys()) {
      const damaged = bytes.with(index, bytes[index]! ^ 1)
      expect(await refusal(3, damaged)).toContain('signature')
    }
    expect(await refusal(3, [...Buffer.from('12\t-1\t0\n2147483647\t7\t345\n')])).toContain('signature')
  })
  test('flags that change the row format, and an extension of negative length', async () => {
    expect(await refusal(1, [...signature, ...int32(1 << 16), ...int32(0), ...trailer])).toContain('flags')
    expect(await refusal(1, [...signature, ...int32(0), ...int32(-5), ...trailer])).toContain('extension')
  })
  test('a row of another length', async () => {
    expect(await refusal(3, [...header, ...row(field4(1), field4(2)), ...trailer])).toContain('2 columns instead of 3')
    expect(await refusal(1, [...header, ...row(field4(1), field4(2)), ...trailer])).toContain('2 columns instead of 1')
  })
  test('a value that is not an integer or is beyond 32 bits', async () => {
    expect(await refusal(1, [...header, ...row([...int32(3), 1, 2, 3]), ...trailer])).toContain('3 bytes')
    expect(await refusal(1, [...header, ...row([...int32(-2)]), ...trailer])).toContain('-2 bytes')
    for (const value of [2 ** 31, -(2 ** 31) - 1, 2 ** 40])
      expect(await refusal(1, [...header, ...row(field8(value)), ...trailer])).toContain('beyond 32 bits')
  })
  test('a missing trailer, wherever the stream ends, and bytes after the trailer', async () => {
    for (let length = 0; length < bytes.length; length++)
      expect(await refusal(3, bytes.slice(0, length))).toContain('before its trailer')
    expect(await refusal(3, [...bytes, 0])).toContain('behind its trailer')
    expect(await refusal(3, bytes, [0])).toContain('behind its trailer')
  })
})
