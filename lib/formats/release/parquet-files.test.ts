import { tableFromIPC } from 'apache-arrow'
import { readParquet } from 'parquet-wasm'
import { describe, expect, it } from 'vitest'
import { readTable } from '../testing/read-table'
import { type ReleaseRows, releaseFileBytes, smallRelease } from '../testing/release-in-memory'
import { parquetBytes } from './parquet-bytes'
import { typedTables } from './typed-tables'

const read = async (
  rows: ReleaseRows,
  format: 'labels-parquet' | 'candidates-parquet' | 'votes-parquet' | 'classes-parquet',
) => readTable(await releaseFileBytes(rows, format))

describe('Parquet files of a release', () => {
  it('contain labels as typed lists', async () => {
    const { rows, types, names } = await read(smallRelease(), 'labels-parquet')
    expect(names).toEqual(typedTables.labels.columns.map(({ name }) => name))
    expect(types).toMatchObject({ image: 'Utf8', rated: 'Bool', original_index: 'Int32', label_indices: 'List<Int32>' })
    expect(rows.map(({ image, label_indices }) => [image, label_indices])).toEqual([
      ['a.jpg', [0, 3]],
      ['sub/b, "c".jpg', []],
      ['Bär 🐻.png', [5]],
      ['d\te\n.jpg', []],
    ])
    expect(rows.map(({ outside_list }) => outside_list)).toEqual([0, 2, 0, 0])
    expect(rows[0]!.label_ids).toEqual(['n01', null])
    expect(rows[2]!.original_index).toBeNull()
  })

  it('contain candidates, votes and classes', async () => {
    const candidates = await read(smallRelease(), 'candidates-parquet')
    expect(candidates.types).toMatchObject({ score: 'Float64', yes: 'Int32', models: 'List<Utf8>' })
    expect(candidates.rows.map(({ score }) => score)).toEqual([1, 0.75, 0.1, 1 / 3, null])
    expect(candidates.rows.map(({ yes }) => yes)).toEqual([1, 1, 0, 0, 0])
    expect(candidates.rows.map(({ decision }) => decision)).toEqual(['by-hand', null, 'adjudicated', null, null])
    expect(candidates.rows.map(({ excluded }) => excluded)).toEqual([null, null, null, null, 'Broken, "grey"'])
    const votes = await read(smallRelease(), 'votes-parquet')
    expect(votes.rows[3]).toEqual({
      image: 'sub/b, "c".jpg',
      class_index: 1,
      rater: 9,
      rater_kind: 'simulated',
      answer: 'no',
      left_out: true,
      task: 12,
      shown_at: 0,
      rest_no: true,
      image_shown_ms: 1_500,
      asked: 'class',
      page: 40,
      language: null,
    })
    expect(votes.rows[0]!.shown_at).toBeNull()
    const classes = await read(smallRelease(), 'classes-parquet')
    expect(classes.rows[2]).toMatchObject({ name: 'bear, "brown"', other_names: ['Bär 🐻', 'a\nb'] })
  })

  it('open if a table has no rows', async () => {
    const { rows, names } = await read({ ...smallRelease(), votes: [] }, 'votes-parquet')
    expect([rows, names]).toEqual([[], typedTables.votes.columns.map(({ name }) => name)])
  })

  it('keep every row across row groups', async () => {
    const count = 150_000
    async function* blocks() {
      for (let from = 0; from < count; from += 1_000) yield Array.from({ length: 1_000 }, (_, k) => from + k)
    }
    const columns = [
      { name: 'place', type: 'int', of: (row: number) => row },
      { name: 'text', type: 'text', isNullable: true, of: (row: number) => (row % 3 === 0 ? null : `row ${row}`) },
      { name: 'list', type: 'int', isList: true, of: (row: number) => Array.from({ length: row % 3 }, () => row) },
    ] as const
    const pieces: Uint8Array[] = []
    for await (const piece of parquetBytes(columns, blocks(), { about: 'a test' })) pieces.push(piece)
    // Several chunks: a group is emitted before the next is written.
    expect(pieces.length).toBeGreaterThan(3)
    const table = tableFromIPC(readParquet(Buffer.concat(pieces)).intoIPCStream())
    expect(table.numRows).toBe(count)
    const [places, texts, lists] = ['place', 'text', 'list'].map((name) => table.getChild(name))
    for (let row = 0; row < count; row += 777) {
      expect(places?.get(row)).toBe(row)
      expect(texts?.get(row)).toBe(row % 3 === 0 ? null : `row ${row}`)
      expect([...(lists?.get(row) ?? [])]).toEqual(Array.from({ length: row % 3 }, () => row))
    }
  })

  it('have the same bytes each time', async () => {
    const twice = await Promise.all([1, 2].map(() => releaseFileBytes(smallRelease(), 'candidates-parquet')))
    expect(twice[0]!.equals(twice[1]!)).toBe(true)
  })
})
