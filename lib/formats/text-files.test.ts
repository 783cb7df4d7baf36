import { truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { text } from 'node:stream/consumers'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { formatError } from '@/lib/formats/testing/refusal'
import { csvStream, readCsv } from './csv'
import { readJsonList, readOriginalLabels } from './json-file'
import { readRealJson } from './testing/real-json'
import { releaseFileBytes, smallRelease } from './testing/release-in-memory'
import { scratchFolder } from './testing/scratch-folder'
import { parsedLine } from './text-lines'
import { validationFileName, validationPosition } from './validation-file-name'

const scratch = scratchFolder()

describe('readCsv', () => {
  const rowsOf = async (content: string | Buffer) => {
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
  it('reads semicolons and tabs, as spreadsheets write them, detected by the first line', async () => {
    const rows = [
      { line: 2, values: { image: 'a.jpg', class: 'cat, small' } },
      { line: 3, values: { image: 'b;c.jpg', class: '7' } },
    ]
    expect(await rowsOf('\uFEFFimage;class\r\na.jpg;cat, small\r\n"b;c.jpg";7\r\n')).toEqual(rows)
    expect(await rowsOf('image\tclass\na.jpg\tcat, small\nb;c.jpg\t7\n')).toEqual(rows)
    expect(await rowsOf('"seen; by; whom",image,class\nme,a.jpg,"cat, small"\nme,b;c.jpg,7\n')).toEqual(rows)
  })
  it('counts lines as csv-parse does, with empty rows and line breaks in fields', async () => {
    const fields = ['x', '"two\nlines"', '"a, b"', '"\n\n"', '']
    for (const end of ['\n', '\r\n']) {
      const lines = Array.from({ length: 60 }, (_, k) => `${fields[k % 5]},${fields[(7 * k + 3) % 5]}`)
      const content = ['image,class', ...lines.map((one, k) => (k % 4 === 0 ? `${one}${end}` : one))].join(end)
      const records = parse(content, { info: true, skip_empty_lines: true }) as unknown as {
        record: string[]
        info: { lines: number }
      }[]
      const filled = records.filter(({ record }) => record.some((field) => field.trim() !== ''))
      const rows = (await rowsOf(content)) as { line: number }[]
      expect(rows.map(({ line }) => line)).toEqual(filled.slice(1).map(({ info }) => info.lines))
    }
  })
  it('names the missing column, and a repeated one', async () => {
    expect((await formatError(rowsOf('image,klass\na,1\n'))).message).toMatch(
      /rows\.csv, line 1: expected a column "class", found only image, klass\./,
    )
    expect((await formatError(rowsOf('image,class,class\na,1,2\n'))).problem.found).toBe('two columns with this name')
  })
  it('refuses an empty file and names the line of a row that does not fit', async () => {
    expect((await formatError(rowsOf(''))).problem.found).toBe('an empty file')
    expect((await formatError(rowsOf('image,class\na,1\nb\n'))).message).toMatch(/line 3: .*found 1 instead of 2/)
    expect((await formatError(rowsOf('image,class\na,1\n\nb,"2\nc,3\nd,4\n'))).where).toBe('line 4')
    for (const blank of ['\n\n', ' \r\n \r\n', '\uFEFF'])
      expect((await formatError(rowsOf(blank))).problem.found).toBe('an empty file')
  })
  it('says what a file is that is no table', async () => {
    const zip = Buffer.from('PK\x03\x04\0\0\0\0')
    const cases: [string | Buffer, string][] = [
      [zip, 'a zip file or an Excel workbook. Save the sheet as CSV, or unpack the zip.'],
      ['PAR1\x15\x04', 'a Parquet file. Save the table as CSV.'],
      ['\x89PNG\r\n\x1a\n', 'a picture. Choose a text file.'],
      ['SQLite format 3\0', 'an SQLite database. Save the table as CSV.'],
      ['%PDF-1.4\n', 'a PDF. Choose a text file.'],
      ['\uFEFF [{"image": 1}]', 'a JSON text. Save the table as CSV.'],
      ['{"image": 1}\n', 'a JSON text. Save the table as CSV.'],
      ['<!DOCTYPE html>', 'an HTML or XML page. Save the table as CSV.'],
      ['sep=;\nimage;class\na;1\n', 'a first line for Excel, which names the separator. Remove the first line.'],
      [Buffer.from('\uFEFFimage,class\n', 'utf16le').swap16(), 'a text in UTF-16. Save the file as UTF-8.'],
    ]
    for (const [content, found] of cases)
      await expect(
        rowsOf(
          typeof content === 'string' ? Buffer.from(content, content.startsWith('\x89') ? 'latin1' : 'utf8') : content,
        ),
      ).rejects.toThrow(`rows.csv, line 1: expected a CSV table, found ${found}`)
  })
  it('says that the first line must be a header if it looks like data', async () => {
    await expect(rowsOf('a.jpg,cat\n')).rejects.toThrow(
      'Add the column or correct its name; the first line is the header.',
    )
  })
  it('does not read a file without line ends into memory', async () => {
    expect((await formatError(rowsOf(`image,class\na,"${'x'.repeat(3_000_000)}`))).where).toBe('line 2')
  })
  it('reports a file that is missing or a folder', async () => {
    for (const path of [scratch('missing.csv'), tmpdir()]) {
      expect((await formatError(readCsv(path, ['image']).next())).problem.expected).toBe('a readable file')
      expect((await formatError(readRealJson(path, { classCount: 1 }))).problem.expected).toBe('a readable file')
    }
  })
})

describe('csvStream', () => {
  it('writes no text that a spreadsheet evaluates, and readCsv returns every original text', async () => {
    const texts = [
      ...["=cmd|'/C calc'!A0", '+1', '-1', '@x', '\tx', '\rx', '\nx', '＝1', '＠x'],
      ...["'=1", "''-1", "'plain", "''", 'a=1', ' =1', '', 'a, "b"\nc', '["=1"]'],
      ...['a;=1', "a;'=1", 'a;"=1"', 'a;;\n-1', 'a\t@x;＝1', 'a; =1', "a;'b", '\t=1', "a;';=1"],
    ]
    const written = await text(
      csvStream(
        ['text', 'number'],
        texts.map((one) => ({ text: one, number: -1.5 })),
      ),
    )
    const cells = (parse(written) as string[][]).slice(1)
    expect(cells.filter(([cell]) => /^[=+\-@\t\r\n＝＋－＠]/.test(cell!))).toEqual([])
    // Where commas are decimal, spreadsheets split the lines at semicolons, so that quotes are within cells.
    for (const cell of written.split(/[;\t\r\n]/)) expect(cell).not.toMatch(/^["]*[=+\-@＝＋－＠]/)
    expect(new Set(cells.map(([, number]) => number))).toEqual(new Set(['-1.5']))
    const read: string[] = []
    for await (const { values } of readCsv(scratch('safe.csv', written), ['text'])) read.push(values.text)
    expect(read).toEqual(texts)
  })

  it('fails if its rows fail', async () => {
    async function* broken() {
      yield* []
      throw new Error('no rows')
    }
    await expect(text(csvStream(['image'], broken()))).rejects.toThrow('no rows')
  })
})

describe('real.json', () => {
  it('is read as it was written', async () => {
    const shape = { imageCount: 30_000, classCount: 1_000 }
    const sets = Array.from({ length: shape.imageCount }, (_, image) => [[], [795, 970], [image % 1_000]][image % 3]!)
    const image = smallRelease().images[0]!
    const images = sets.map((labels) => ({ ...image, labels }))
    const written = await releaseFileBytes({ ...smallRelease(), images }, 'real-json')
    expect(await readRealJson(scratch('real.json', written), shape)).toEqual(sets)
  })
  it.each([
    ['', 'the file', 'an empty file'],
    ['[[1], [2]', 'line 1', 'invalid JSON'],
    ['{"0": [1]}', 'the file', 'a value of type object'],
    ['[[1]]', 'the list', '1'],
    ['[[1], [1000]]', 'element 1', '1000'],
    ['[[1], [1.5]]', 'element 1', '1.5'],
    ['[[1], 2]', 'element 1', '2'],
    ['[[3, 3], [2]]', 'element 0', '[3,3]'],
  ])('is refused as %s', async (content, where, found) => {
    const error = await formatError(readRealJson(scratch('bad.json', content), { imageCount: 2, classCount: 1_000 }))
    expect(error.where).toBe(where)
    expect(error.problem.found).toContain(found)
  })
})

it('refuses JSON over 256 MB before reading it', async () => {
  const file = scratch('large.json', '[')
  truncateSync(file, 300 * 2 ** 20)
  expect((await formatError(readRealJson(file, { imageCount: 1, classCount: 1 }))).message).toContain(
    'expected a JSON text of at most 256 MB, found 300 MB. Check that this is the right file, or use CSV or JSON Lines.',
  )
})

describe('readOriginalLabels', () => {
  const labelsOf = (content: string, imageCount?: number) =>
    readOriginalLabels(scratch('labels.json', content), { imageCount, classCount: 10 })
  it('reads one class index per image', async () => {
    for (const start of ['', '\uFEFF']) expect(await labelsOf(`${start}[0, 9, 3]`, 3)).toEqual(Int32Array.of(0, 9, 3))
  })
  it('names the element out of range, and a wrong length', async () => {
    expect((await formatError(labelsOf('[0, 10]'))).message).toContain(
      'element 1: expected a class index from 0 to 9, found 10',
    )
    expect((await formatError(labelsOf('[0, "1"]'))).problem.found).toBe('"1"')
    expect((await formatError(labelsOf('[0]', 2))).problem.expected).toBe('2 elements, one for each image')
  })
})

describe('validation file names', () => {
  it('count from one with eight digits, and map back', () => {
    expect(validationFileName(0)).toBe('ILSVRC2012_val_00000001.JPEG')
    expect(validationPosition('ILSVRC2012_val_00050000.JPEG')).toBe(49_999)
    for (const name of ['ILSVRC2012_val_00000000.JPEG', 'cat.jpg', 'ILSVRC2012_val_1.JPEG']) {
      expect(validationPosition(name)).toBeNull()
    }
  })
})

describe('invalid JSON', () => {
  it('is refused with its line, as such', async () => {
    const list = readJsonList(scratch('list.json', '[\n  {"file": "a.jpg"},\n  {"file": "b.jpg"\n]\n'))
    await expect(list).rejects.toThrow(/list\.json, line 4: expected a JSON list, found invalid JSON: Expected/)
    await expect(readJsonList(scratch('list.json', '[NaN]'))).rejects.toThrow(
      'the file: expected a JSON list, found invalid',
    )
    expect(() => parsedLine('lines.jsonl', 1, '{')).toThrow(
      /line 1: expected one JSON object, found invalid JSON: .+ Write one complete object on each line \(JSON Lines\)\./,
    )
  })
})
