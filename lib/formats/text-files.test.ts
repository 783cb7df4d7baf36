import { tmpdir } from 'node:os'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { readCsv } from './csv'
import { FormatError } from './format-error'
import { readOriginalLabels } from './original-labels'
import { readRealJson, realJsonStream } from './real-json'
import { scratchFolder } from './testing/scratch-folder'
import { validationFileName, validationPosition } from './validation-file-name'
import { votesCsvStream } from './votes-csv'

const scratch = scratchFolder()

async function refusal(read: Promise<unknown>) {
  const error = await read.then(
    () => null,
    (cause: unknown) => cause,
  )
  if (!(error instanceof FormatError)) throw new Error(`expected a FormatError, got ${error}`)
  return error
}

describe('readCsv', () => {
  const rowsOf = async (content: string) => {
    const rows: unknown[] = []
    for await (const row of readCsv(scratch('rows.csv', content), ['image', 'class'])) rows.push(row)
    return rows
  }
  it('gives the wanted columns in any order, with their lines', async () => {
    expect(await rowsOf('\uFEFFclass,note,image\r\n7,x,a.jpg\r\n\r\n8,"two\nlines","b, c.jpg"\r\n')).toEqual([
      { line: 2, values: { image: 'a.jpg', class: '7' } },
      { line: 5, values: { image: 'b, c.jpg', class: '8' } },
    ])
  })
  it('names the missing column, and one that stands twice', async () => {
    expect((await refusal(rowsOf('image,klass\na,1\n'))).message).toMatch(
      /rows\.csv, line 1: expected a column "class", found only image, klass\./,
    )
    expect((await refusal(rowsOf('image,class,class\na,1,2\n'))).found).toBe('two of that name')
  })
  it('refuses an empty file and names the line of a row that does not fit', async () => {
    expect((await refusal(rowsOf(''))).found).toBe('an empty file')
    expect((await refusal(rowsOf('image,class\na,1\nb\n'))).where).toBe('line 3')
    expect((await refusal(rowsOf('image,class\na,1\nb,"2\n'))).where).toMatch(/^line [34]$/)
  })
  it('does not gather a file without line ends in memory', async () => {
    expect((await refusal(rowsOf(`image,class\na,"${'x'.repeat(3_000_000)}`))).where).toBe('line 2')
  })
  it('says when a file is not there, or is a folder', async () => {
    for (const path of [scratch('missing.csv'), tmpdir()]) {
      expect((await refusal(readCsv(path, ['image']).next())).expected).toBe('a readable file')
      expect((await refusal(readRealJson(path, { classCount: 1 }))).expected).toBe('a readable file')
    }
  })
})

describe('votesCsvStream', () => {
  it('writes a line a vote and quotes what needs it', async () => {
    const row = { image: 'a, b.jpg', class_index: 7, class_id: null, rater: '168', rater_kind: 'imported' }
    expect(await text(votesCsvStream([{ ...row, answer: 'yes', left_out: 'no' }]))).toBe(
      'image,class_index,class_id,rater,rater_kind,answer,left_out\n"a, b.jpg",7,,168,imported,yes,no\n',
    )
  })
  it('writes the header when there are no votes', async () => {
    expect(await text(votesCsvStream([]))).toBe('image,class_index,class_id,rater,rater_kind,answer,left_out\n')
  })
  it('fails when its rows fail', async () => {
    async function* broken() {
      yield* []
      throw new Error('no rows')
    }
    await expect(text(votesCsvStream(broken()))).rejects.toThrow('no rows')
  })
})

describe('real.json', () => {
  it('is read as it was written', async () => {
    const sets = [[], [795, 970], [1]]
    const written = await text(realJsonStream(sets))
    expect(written).toBe('[[], [795, 970], [1]]')
    expect(await readRealJson(scratch('real.json', written), { imageCount: 3, classCount: 1_000 })).toEqual(sets)
    expect(await text(realJsonStream([]))).toBe('[]')
    const many = Array.from({ length: 30_000 }, (_, image) => [image % 1_000])
    expect(JSON.parse(await text(realJsonStream(many)))).toEqual(many)
  })
  it.each([
    ['', 'the file', 'an empty file'],
    ['[[1], [2]', 'the file', 'JSON'],
    ['{"0": [1]}', 'the file', 'a value of type object'],
    ['[[1]]', 'the list', '1'],
    ['[[1], [1000]]', 'element 1', '1000'],
    ['[[1], [1.5]]', 'element 1', '1.5'],
    ['[[1], 2]', 'element 1', '2'],
    ['[[3, 3], [2]]', 'element 0', '[3,3]'],
  ])('is refused as %s', async (content, where, found) => {
    const error = await refusal(readRealJson(scratch('bad.json', content), { imageCount: 2, classCount: 1_000 }))
    expect(error.where).toBe(where)
    expect(error.found).toContain(found)
  })
})

describe('readOriginalLabels', () => {
  const labelsOf = (content: string, imageCount?: number) =>
    readOriginalLabels(scratch('labels.json', content), { imageCount, classCount: 10 })
  it('reads one class index for each image', async () => {
    expect(await labelsOf('[0, 9, 3]', 3)).toEqual(Int32Array.of(0, 9, 3))
  })
  it('names the element out of range, and a wrong length', async () => {
    expect((await refusal(labelsOf('[0, 10]'))).message).toContain(
      'element 1: expected a class index from 0 to 9, found 10',
    )
    expect((await refusal(labelsOf('[0, "1"]'))).found).toBe('"1"')
    expect((await refusal(labelsOf('[0]', 2))).expected).toBe('2 elements, one an image')
  })
})

describe('validation file names', () => {
  it('count from one with eight digits, and lead back', () => {
    expect(validationFileName(0)).toBe('ILSVRC2012_val_00000001.JPEG')
    expect(validationPosition('ILSVRC2012_val_00050000.JPEG')).toBe(49_999)
    for (const name of ['ILSVRC2012_val_00000000.JPEG', 'cat.jpg', 'ILSVRC2012_val_1.JPEG']) {
      expect(validationPosition(name)).toBeNull()
    }
  })
})
