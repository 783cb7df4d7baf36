import { expect, test } from 'vitest'
import { mappedRows } from './mapped-rows'

const mapping = {
  columns: ['project_id', 'text', 'user_id'],
  fixed: { project_id: '42' },
  accountColumns: ['user_id'],
  accountOf: new Map([['a-1', 'b-2']]),
}

async function mappedText(chunks: Buffer[], given = mapping) {
  const blocks: Buffer[] = []
  async function* all() {
    yield* chunks
  }
  for await (const block of mappedRows(all(), given)) {
    expect(block.at(-1)).toBe(10)
    blocks.push(block)
  }
  return Buffer.concat(blocks).toString('utf8')
}

test("replaces another server's numbers wherever chunks end, and keeps every other byte", async () => {
  const text = '7\tein Bär 🐻 7\\t\\\\N\ta-1\n7\t\\N\t\\N\n7\t\tc-3\n'
  const expected = '42\tein Bär 🐻 7\\t\\\\N\tb-2\n42\t\\N\t\\N\n42\t\tc-3\n'
  const bytes = Buffer.from(text)
  for (const size of [1, 2, 3, 5, 11, bytes.length]) {
    const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, k) =>
      bytes.subarray(k * size, (k + 1) * size),
    )
    expect(await mappedText(chunks)).toBe(expected)
  }
})

test('rejects a row with another number of values', async () => {
  await expect(mappedText([Buffer.from('7\ta\tb\n7\ta\n')])).rejects.toThrow('row 2 has 2 values for 3 columns')
})
