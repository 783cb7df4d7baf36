import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { describe, expect, it, test } from 'vitest'
import { ClassLookup } from '@/lib/formats/name-lookup'
import { refusalOf } from '@/lib/formats/testing/refusal'
import { scratchFolder } from '@/lib/formats/testing/scratch-folder'
import type { ImagePrediction } from './image-prediction'
import { readPredictions } from './predictions'

const scratch = scratchFolder()
const named = (index: number, name: string) => ({ index, externalId: `id${index}`, name, otherNames: [], path: [] })
const scope = {
  positionOf: new Map([
    ['a.jpg', 0],
    ['b.jpg', 1],
    ['c.jpg', 2],
  ]),
  // No class has index 2.
  classes: new ClassLookup([0, 1, 3].map((index) => named(index, `class ${index}`))),
}

async function read(path: string, of = scope) {
  const { scoreKind, images } = await readPredictions(path, of)
  const all: ImagePrediction[] = []
  for await (const { image, classes, scores } of images) all.push({ image, classes, scores })
  return { scoreKind, images: all }
}

const refusal = (content: string) => refusalOf(read(scratch('predictions.txt', content)), 'predictions.txt')

const line = (file: string, ...top: [label: unknown, probability?: unknown][]) =>
  JSON.stringify({ file, top5: top.map(([label, probability]) => ({ label, probability })) })
const good = [line('b.jpg', [3, 0.75], [0, 0.25]), line('a.jpg', [1, 1]), line('c.jpg', [0, 0.5], [1, 0.5])]
const withLine = (text: string) => refusal([good[0], text, good[2]].join('\n'))

describe('a JSON list of top-1 classes', () => {
  it('has ranks without scores, one image per position', async () => {
    expect(await read(scratch('list.json', ' [3, 0, 1]\n'))).toEqual({
      scoreKind: null,
      images: [
        { image: 0, classes: [3], scores: null },
        { image: 1, classes: [0], scores: null },
        { image: 2, classes: [1], scores: null },
      ],
    })
  })
  it('is read for hundreds of thousands of classes', async () => {
    const indices = Array.from({ length: 200_000 }, (_, k) => k)
    const classes = new ClassLookup(indices.map((index) => named(index, `class ${index}`)))
    const { images } = await read(scratch('list.json', '[199999, 0, 1]'), { ...scope, classes })
    expect(images.map((image) => image.classes)).toEqual([[199_999], [0], [1]])
  })
  it('is refused with a wrong count or an unknown class', async () => {
    expect(await refusal('[0, 1]')).toBe('the list | 3 elements, one for each image | 2')
    expect(await refusal('[0, 1, 4]')).toBe('element 2 | a class index from 0 to 3 | 4')
    expect(await refusal('[0, -1, 3]')).toBe('element 1 | a class index from 0 to 3 | -1')
    expect(await refusal('[0, 2, 3]')).toBe(
      'element 1 | the index of a class of the project | 2, which is not the index of a class',
    )
    expect(await refusal('[[0], 1, 3]')).toBe('element 0 | a class index from 0 to 3 | [0]')
    expect(await refusal('[0, 1')).toMatch(/^line 1 \| a JSON list \| invalid JSON: /)
  })
})

describe('JSON Lines', () => {
  it('have each image once in any order, with the kind of their scores', async () => {
    const expected = [
      { image: 1, classes: [3, 0], scores: [0.75, 0.25] },
      { image: 0, classes: [1], scores: [1] },
      { image: 2, classes: [0, 1], scores: [0.5, 0.5] },
    ]
    expect(await read(scratch('lines.jsonl', `\uFEFF${good.join('\r\n')}\r\n\r\n`))).toEqual({
      scoreKind: 'probability',
      images: expected,
    })
    const logits = good.join('\n').replaceAll('probability', 'logit').replaceAll('"file"', '"image"')
    expect(await read(scratch('lines.jsonl', logits))).toEqual({ scoreKind: 'logit', images: expected })
    const ranks = good.join('\n').replaceAll(/,"probability":[\d.]+/g, '')
    expect(await read(scratch('lines.jsonl', ranks))).toEqual({
      scoreKind: null,
      images: expected.map((one) => ({ ...one, scores: null })),
    })
  })
  it('name the image that is unknown, repeated or missing', async () => {
    expect(await withLine(line('d.jpg', [1, 1]))).toMatch(/^line 2, field "file" \| the file name .+ \| "d.jpg"$/)
    expect(await withLine('{"top5":[{"label":1}]}')).toMatch(
      /^line 2, field "file" \| the file name of an image \| nothing$/,
    )
    expect(await withLine(line('b.jpg', [1, 1]))).toMatch(/^line 2, field "file" \| every image once \| .*line 1$/)
    expect(await refusal(`${good[0]}\n\n${good[2]}\n`)).toBe(
      'the lines | all 3 images of the project | 2, with none for a.jpg',
    )
  })
  it('name the class that is unknown or repeated', async () => {
    expect(await withLine(line('a.jpg', [0, 0.5], [2, 0.4]))).toMatch(/^line 2, field "top5\[1\]\.label" \| .+ \| 2$/)
    expect(await withLine(line('a.jpg', ['1', 1]))).toMatch(/^line 2, field "top5\[0\]\.label" \| .+ \| "1"$/)
    expect(await withLine(line('a.jpg', [0, 0.5], [0, 0.4]))).toMatch(/\[1\]\.label" \| every class once \| 0$/)
  })
  it('name the score that is missing, out of range, of another kind or out of order', async () => {
    expect(await withLine(line('a.jpg', [0, 0.5], [1]))).toMatch(
      /^line 2, field "top5\[1\]" \| a probability for every/,
    )
    expect(await withLine(line('a.jpg', [0, 1.5]))).toMatch(/^line 2, field "top5\[0\]\.probability" \| .+ \| 1.5$/)
    expect(await withLine(line('a.jpg', [0, 0.25], [1, 0.5]))).toMatch(/\.probability" \| at most 0\.25, .+ \| 0\.5$/)
    expect(await withLine('{"file":"a.jpg","top5":[{"label":0,"logit":1}]}')).toMatch(
      /^line 2 \| a probability .+previous/,
    )
    expect(await withLine('{"file":"a.jpg","top5":[{"label":0,"probability":1e999}]}')).toMatch(
      /probability" .+Infinity$/,
    )
  })
  it('may have one class per line, with or without a score', async () => {
    const lines = (score: string) =>
      ['b', 'a', 'c'].map((name, k) => `{"file":"${name}.jpg","label":"id${k % 2}"${score}}`)
    const images = [
      { image: 1, classes: [0], scores: null },
      { image: 0, classes: [1], scores: null },
      { image: 2, classes: [0], scores: null },
    ]
    expect(await read(scratch('one.jsonl', lines('').join('\n')))).toEqual({ scoreKind: null, images })
    expect(await read(scratch('one.jsonl', lines(',"probability":0.5').join('\n')))).toEqual({
      scoreKind: 'probability',
      images: images.map((image) => ({ ...image, scores: [0.5] })),
    })
    expect(await refusal('{"file":"a.jpg","label":9}')).toMatch(/^line 1, field "label" \|/)
    expect(await refusal('{"file":"a.jpg","label":1,"probability":2}')).toMatch(/^line 1, field "probability" \|/)
  })
  it('are refused if a line is not an object or has no classes', async () => {
    expect(await withLine('{"file":"a.jpg"')).toMatch(/^line 2 \| one JSON object \|/)
    expect(await withLine('[1]')).toMatch(/^line 2 \| one JSON object \| \[1\]$/)
    expect(await withLine('{"file":"a.jpg"}')).toMatch(/^line 2 \| one list of classes, .+ \| \["file"\]$/)
    expect(await withLine('{"file":"a.jpg","top5":[]}')).toMatch(/^line 2, field "top5" \|/)
    expect(await withLine('{"file":"a.jpg","top5":[1]}')).toMatch(/^line 2, field "top5\[0\]" \|/)
  })
  it('are not read into memory if a line has no end', async () => {
    expect(await refusal(`{"file": "${'x'.repeat(5_000_000)}`)).toMatch(/^line 1 \| a line of at most/)
  })
})

test('refuses unknown, empty and missing files', async () => {
  expect(await refusal('image,name\n')).toMatch(/^line 1 \| a column "label" or .+ \| only image, name$/)
  expect(await refusal('')).toMatch(/^the file \| a JSON list, .+ \| nothing$/)
  await expect(read('/nowhere/predictions.json')).rejects.toThrow('a readable file')
})

const photos = '../shared/photos'
const isHere = existsSync(photos)
if (!isHere) console.info(`Skipped: the released predictions are not in ${photos}.`)
test.skipIf(!isHere)('reads the released predictions of one model for the photographs', async () => {
  const manifest: { file: string; label: number }[] = JSON.parse(await readFile(`${photos}/manifest.json`, 'utf8'))
  const positionOf = new Map(manifest.map(({ file }, position) => [file, position]))
  const classes = new ClassLookup(Array.from({ length: 1_000 }, (_, index) => named(index, `class ${index}`)))
  const { scoreKind, images } = await read(`${photos}/predictions/mobilenet-v2-1.0-224.jsonl`, {
    positionOf,
    classes,
  })
  expect(scoreKind).toBe('probability')
  expect(images).toHaveLength(1_000)
  expect(images.filter(({ image, classes }) => classes[0] === manifest[image]!.label)).toHaveLength(860)
})
