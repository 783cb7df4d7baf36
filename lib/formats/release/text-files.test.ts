import { parse } from 'csv-parse/sync'
import {
  array,
  assert,
  asyncProperty,
  constantFrom,
  nat,
  option,
  property,
  record,
  string,
  uniqueArray,
} from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellText } from '@/lib/domain/csv-field'
import { csvLine, readCsvRecords } from '../csv'
import { type ReleaseFormatKey, releaseFormats } from '../release-formats'
import { type ReleaseRows, releaseFileBytes, smallRelease } from '../testing/release-in-memory'
import { scratchFolder } from '../testing/scratch-folder'
import { classFolders } from './folders-file'

const scratch = scratchFolder()
const csv = async (rows: ReleaseRows, format: Parameters<typeof releaseFileBytes>[1]) =>
  (parse(await releaseFileBytes(rows, format), { columns: true }) as Record<string, string>[]).map((row) =>
    Object.fromEntries(Object.entries(row).map(([column, cell]) => [column, cellText(cell)])),
  )
const jsonl = async (rows: ReleaseRows) =>
  (await releaseFileBytes(rows, 'labels-jsonl'))
    .toString('utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line))

describe('real.json', () => {
  it('has one list of class indices per image, byte for byte as Python writes lists', async () => {
    expect((await releaseFileBytes(smallRelease(), 'real-json')).toString()).toBe('[[0, 3], [], [5], []]')
    expect((await releaseFileBytes({ ...smallRelease(), images: [] }, 'real-json')).toString()).toBe('[]')
  })
})

describe('labels-by-file.json', () => {
  it('has the labels of real.json by image name, with the names of the classes', async () => {
    const written = (await releaseFileBytes(smallRelease(), 'labels-by-file')).toString()
    const images = JSON.parse(written) as Record<string, { labels: Array<{ index: number }> }>
    expect(Object.keys(images)).toEqual(['a.jpg', 'sub/b, "c".jpg', 'Bär 🐻.png', 'd\te\n.jpg'])
    expect(Object.values(images).map(({ labels }) => labels.map(({ index }) => index))).toEqual([[0, 3], [], [5], []])
    expect(images['a.jpg']).toEqual({
      labels: [
        { index: 0, id: 'n01', name: 'crane' },
        { index: 3, id: null, name: 'bear, "brown"' },
      ],
    })
    expect(written.split('\n')).toHaveLength(7)
    expect((await releaseFileBytes({ ...smallRelease(), images: [] }, 'labels-by-file')).toString()).toBe('{}\n')
  })

  it('marks what people decided, and images that are excluded or unrated', async () => {
    const images = JSON.parse((await releaseFileBytes(smallRelease(), 'labels-by-file')).toString())
    expect(images['Bär 🐻.png']).toEqual({ labels: [{ index: 5, id: '../up', name: 'tub', decision: 'by-hand' }] })
    expect(images['sub/b, "c".jpg']).toEqual({
      labels: [],
      rejected: [{ index: 1, id: 'n02', name: 'crane', decision: 'adjudicated' }],
    })
    expect(images['d\te\n.jpg']).toEqual({ labels: [], rated: false, excluded: 'Broken, "grey"' })
  })
})

const evil = `=cmd|'/C calc'!A0`

describe('every table of a release in text', () => {
  const rows = (): ReleaseRows => {
    const made = smallRelease()
    return {
      ...made,
      images: made.images.map((image, k) => ({
        ...image,
        fileName: `${['=', '+', '-', '@'][k % 4]}${image.fileName}`,
      })),
      classes: made.classes.map((one) => ({ ...one, name: evil, externalId: `@${one.index}`, gloss: `\t${evil}` })),
      candidates: made.candidates.map((one) => ({ ...one, models: [evil] })),
    }
  }
  const formats = Object.keys(releaseFormats).filter((format) => format.endsWith('-csv')) as ReleaseFormatKey[]

  it.each(formats)(
    '%s has no text that a spreadsheet evaluates, and readers get the original texts',
    async (format) => {
      const bytes = await releaseFileBytes(rows(), format)
      const cells = (parse(bytes) as string[][]).flat()
      expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell) && !Number.isFinite(Number(cell)))).toEqual([])
      const read: string[] = []
      for await (const { fields } of readCsvRecords(scratch(`${format}.csv`, bytes))) read.push(...fields)
      if (format !== 'raters-csv') expect(read.some((text) => text.startsWith('=') || text.startsWith('@'))).toBe(true)
    },
  )

  it('the list of class folders has the same files, as paths', async () => {
    const lines = (await releaseFileBytes(rows(), 'imagenet-folders')).toString().split('\n')
    expect(lines.slice(1, -1).map((line) => line.split('\t')[1])).toEqual(['./=a.jpg', './=a.jpg', './-Bär 🐻.png'])
  })
})

describe('CSV', () => {
  it('keeps any names of images and classes, and writes lists as JSON', async () => {
    const rows = await csv(smallRelease(), 'labels-csv')
    expect(rows.map(({ image }) => image)).toEqual(['a.jpg', 'sub/b, "c".jpg', 'Bär 🐻.png', 'd\te\n.jpg'])
    expect(rows[0]).toEqual({
      image: 'a.jpg',
      rated: 'yes',
      original_index: '0',
      original_id: 'n01',
      original_name: 'crane',
      label_indices: '[0,3]',
      label_ids: '["n01",null]',
      label_names: JSON.stringify(['crane', 'bear, "brown"']),
      by_hand_indices: '[]',
      adjudicated_indices: '[]',
      excluded: '',
      outside_list: '0',
    })
    expect(rows.map((row) => row.outside_list)).toEqual(['0', '2', '0', '0'])
    expect(rows[3]).toMatchObject({ excluded: 'Broken, "grey"', label_indices: '[]' })
    // Whether they were kept or not.
    expect(rows.map((row) => [row.by_hand_indices, row.adjudicated_indices]).slice(1)).toEqual([
      ...[
        ['[]', '[1]'],
        ['[5]', '[]'],
        ['[]', '[]'],
      ],
    ])
    expect(rows[3]).toMatchObject({ rated: 'no', label_indices: '[]' })
  })

  it('leaves the outside list empty in releases older than it', async () => {
    const older = { ...smallRelease(), outsideList: null }
    expect((await csv(older, 'labels-csv')).map((row) => row.outside_list)).toEqual(['', '', '', ''])
    expect((await jsonl(older)).map((line) => line.outside_list)).toEqual([null, null, null, null])
  })

  it('has every label that people decided, with who, when and why', async () => {
    const rows = await csv(smallRelease(), 'decisions-csv')
    expect(rows).toMatchObject([
      {
        image: 'Bär 🐻.png',
        class_index: '5',
        decision: 'by-hand',
        applies: 'yes',
        rater: '4',
        note: 'A tub, "clearly"',
      },
      { image: 'sub/b, "c".jpg', class_index: '1', decision: 'adjudicated', applies: 'no', reason: 'clear', note: '' },
      { image: 'd\te\n.jpg', class_index: '', decision: 'excluded', note: 'Broken, "grey"' },
    ])
    expect((await csv(smallRelease(), 'candidates-csv')).map(({ decision }) => decision)).toEqual([
      ...['by-hand', '', 'adjudicated', '', ''],
    ])
    expect((await csv(smallRelease(), 'candidates-csv')).map(({ excluded }) => excluded)).toEqual([
      ...['', '', '', '', 'Broken, "grey"'],
    ])
  })

  it("has every vote with only the rater's number, and marks votes that do not count", async () => {
    const rows = await csv(smallRelease(), 'votes-csv')
    expect(
      rows.map(({ image, class_index, rater, answer, left_out }) => [image, class_index, rater, answer, left_out]),
    ).toEqual([
      ['Bär 🐻.png', '5', '7', 'yes', 'no'],
      ['Bär 🐻.png', '5', '9', 'maybe', 'yes'],
      ['a.jpg', '0', '7', 'yes', 'no'],
      ['sub/b, "c".jpg', '1', '9', 'no', 'yes'],
      ['a.jpg', '3', '7', 'maybe', 'no'],
    ])
    expect(rows[3]).toMatchObject({
      rater_kind: 'simulated',
      task: '12',
      shown_at: '0',
      rest_no: 'yes',
      image_shown_ms: '1500',
      asked: 'class',
      page: '40',
      class_id: 'n02',
    })
    expect(rows[0]).toMatchObject({ shown_at: '', image_shown_ms: '', asked: 'image' })
    expect(rows[1]).toMatchObject({ answer: 'maybe', asked: 'sweep', page: '', language: 'de' })
  })

  it('counts the votes of each candidate and leaves an unknown score empty', async () => {
    const rows = await csv(smallRelease(), 'candidates-csv')
    expect(rows.map(({ score, no, maybe, yes }) => [score, no, maybe, yes])).toEqual([
      ['1', '0', '1', '1'],
      ['0.75', '0', '0', '1'],
      ['0.1', '1', '0', '0'],
      [String(1 / 3), '0', '1', '0'],
      ['', '0', '0', '0'],
    ])
    expect(JSON.parse(rows[0]!.models!)).toEqual(['resnet-50', 'a, "b"'])
  })

  it('has classes, raters with their parameters, and golden answers with their source', async () => {
    const classes = await csv(smallRelease(), 'classes-csv')
    expect(JSON.parse(classes[2]!.other_names!)).toEqual(['Bär 🐻', 'a\nb'])
    const raters = await csv(smallRelease(), 'raters-csv')
    expect(raters.map(({ rater, expert, votes, parameters }) => [rater, expert, votes, parameters])).toEqual([
      ['4', 'yes', '0', ''],
      ['7', 'no', '3', '{"confusion":[0.5,0.25]}'],
      ['9', 'no', '2', '{"confusion":[0.5,0.25]}'],
    ])
    const golden = await csv(smallRelease(), 'golden-csv')
    expect(golden.map(({ rater, source, answer }) => [rater, source, answer])).toContainEqual([
      '4',
      'adjudication',
      'yes',
    ])
  })

  it('returns any text from any field', () => {
    assert(
      property(array(string({ unit: 'grapheme' }), { minLength: 2, maxLength: 5 }), (fields) => {
        const [read] = parse(csvLine(fields), { relax_column_count: true }) as string[][]
        expect(read!.map(cellText)).toEqual(fields)
      }),
    )
  })
})

describe('JSON Lines', () => {
  it('have the labels of each image, and its candidates in the order of the project', async () => {
    const lines = await jsonl(smallRelease())
    expect(lines.map(({ image, labels }) => [image, labels.map(({ index }: { index: number }) => index)])).toEqual([
      ['a.jpg', [0, 3]],
      ['sub/b, "c".jpg', []],
      ['Bär 🐻.png', [5]],
      ['d\te\n.jpg', []],
    ])
    expect(lines[0].candidates.map(({ index, score }: { index: number; score: number }) => [index, score])).toEqual([
      [0, 0.75],
      [3, 1 / 3],
    ])
    expect(lines[3]).toMatchObject({ rated: false, original: { index: 3, id: null, name: 'bear, "brown"' } })
    expect(lines[3].candidates).toEqual([
      expect.objectContaining({ score: null, votes: { no: 0, maybe: 0, yes: 0 }, models: [] }),
    ])
  })

  it('agree with real.json and the CSV on any labels', async () => {
    const aRelease = record({
      names: uniqueArray(string({ unit: 'grapheme', minLength: 1 }), { minLength: 1, maxLength: 8 }),
      sets: array(uniqueArray(constantFrom(0, 1, 3, 5), { maxLength: 4 }), { minLength: 8, maxLength: 8 }),
      original: option(constantFrom(0, 1, 3, 5)),
      seed: nat(),
    })
    await assert(
      asyncProperty(aRelease, async ({ names, sets, original }) => {
        const rows: ReleaseRows = {
          ...smallRelease(),
          candidates: [],
          votes: [],
          golden: [],
          images: names.map((fileName, index) => ({
            ...smallRelease().images[0]!,
            fileName,
            original,
            labels: sets[index]!.sort((a, b) => a - b),
          })),
        }
        const wanted = rows.images.map(({ labels }) => labels)
        expect(JSON.parse((await releaseFileBytes(rows, 'real-json')).toString())).toEqual(wanted)
        const lines = await jsonl(rows)
        expect(lines.map(({ image }) => image)).toEqual(names)
        expect(lines.map(({ labels }) => labels.map(({ index }: { index: number }) => index))).toEqual(wanted)
        const table = await csv(rows, 'labels-csv')
        expect(table.map(({ image, label_indices }) => [image, JSON.parse(label_indices!)])).toEqual(
          names.map((name, index) => [name, wanted[index]!]),
        )
      }),
      { numRuns: 50 },
    )
  })
})

describe('the list of class folders', () => {
  it('puts an image into the folder of each of its labels', async () => {
    const text = (await releaseFileBytes(smallRelease(), 'imagenet-folders')).toString()
    expect(text.split('\n').map((line) => line.split('\t'))).toEqual([
      ['path', 'image', 'folder', 'class_index', 'only_label', 'original', 'decision'],
      ['n01/a.jpg', 'a.jpg', 'n01', '0', 'no', 'yes', ''],
      ['class-00003/a.jpg', 'a.jpg', 'class-00003', '3', 'no', 'no', ''],
      ['class-00005/Bär 🐻.png', 'Bär 🐻.png', 'class-00005', '5', 'yes', 'no', 'by-hand'],
      [''],
    ])
  })

  it('gives every class its own folder inside the tree', () => {
    const classes = smallRelease().classes
    const odd = ['N01', 'n01', 'class-00003', '..', '.hidden', null].map((externalId, index) => ({
      ...classes[0]!,
      index,
      externalId,
    }))
    const folders = [...classFolders(odd).values()].map((folder) => folder.toLowerCase())
    expect(new Set(folders).size).toBe(odd.length)
    for (const folder of folders) expect(folder).toMatch(/^\w[\w.-]*$/)
  })
})

it('a release older than calibrated scores has none in its files', async () => {
  const { candidates, ...rows } = smallRelease()
  const older = candidates.map(({ calibrated: _, ...candidate }) => candidate as (typeof candidates)[number])
  const [header = '', first = ''] = (await releaseFileBytes({ ...rows, candidates: older }, 'candidates-csv'))
    .toString()
    .split('\n')
  expect(first.split(',')[header.split(',').indexOf('calibrated')]).toBe('')
})
