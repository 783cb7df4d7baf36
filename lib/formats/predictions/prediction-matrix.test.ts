import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ClassLookup } from '@/lib/formats/name-lookup'
import { npyHead } from '@/lib/formats/numpy/npy-header'
import { float64Array, type OutgoingArray, textArray } from '@/lib/formats/numpy/npz-writer'
import { writeNpz } from '@/lib/formats/testing/npz'
import { refusalOf } from '@/lib/formats/testing/refusal'
import { scratchFolder } from '@/lib/formats/testing/scratch-folder'
import { type MatrixOptions, topPositions } from './prediction-matrix'
import { readPredictions } from './predictions'

const scratch = scratchFolder()
const classes = new ClassLookup(
  [0, 1, 5].map((index) => ({ index, externalId: null, name: `class ${index}`, otherNames: [], path: [] })),
)
const names = ['ä.jpg', 'b.jpg', 'c.jpg']
const positionOf = new Map(names.map((name, position) => [name, position]))

async function read(path: string, options: MatrixOptions = {}, isPartial = false) {
  const { scoreKind, images } = await readPredictions(path, { positionOf, classes, isPartial }, options)
  const all: unknown[] = []
  for await (const image of images) all.push(image)
  return { scoreKind, images: all }
}

const refusal = (path: string, options: MatrixOptions = {}) => refusalOf(read(path, options))

/** Rows of the images c, ä, b in this order. */
const numbers = [0.25, 0.5, 0.25, 0, 0, 1, 0.125, 0.25, 0.5]
const order = [names[2]!, names[0]!, names[1]!]
const list = (content = order.join('\n')) => scratch('files.txt', content)

function npy(values: number[] = numbers, shape = [3, 3], dtype = '<f4') {
  const array = dtype === '<f4' ? Float32Array.from(values) : Float64Array.from(values)
  return scratch('matrix.npy', Buffer.concat([npyHead(dtype, shape), new Uint8Array(array.buffer)]))
}

async function npz(...arrays: OutgoingArray[]) {
  const path = scratch('matrix.npz')
  await writeNpz(path, arrays)
  return path
}
const files = textArray('files', [3], 6, order)
const matrix = (name = 'probabilities', shape = [3, 3], values = numbers) =>
  float64Array(name, shape, Float64Array.from(values))

const best = [
  { image: 2, classes: [1, 0], scores: [0.5, 0.25] },
  { image: 0, classes: [5, 0], scores: [1, 0] },
  { image: 1, classes: [5, 1], scores: [0.5, 0.25] },
]

describe('a matrix', () => {
  it('as .npz contains its file list, and its name determines the kind of scores', async () => {
    expect(await read(await npz(files, matrix()), { top: 2 })).toEqual({ scoreKind: 'probability', images: best })
    expect((await read(await npz(matrix('logits'), files))).scoreKind).toBe('logit')
    expect((await read(await npz(matrix('arr_0'), files), { scoreKind: 'logit' })).images).toHaveLength(3)
  })
  it('as .npy has a separate list, as text or JSON, and single or double precision', async () => {
    const options = { top: 2, scoreKind: 'probability', fileList: list() } as const
    expect(await read(npy(), options)).toEqual({ scoreKind: 'probability', images: best })
    expect(await read(npy(numbers, [3, 3], '<f8'), options)).toEqual({ scoreKind: 'probability', images: best })
    const json = { ...options, fileList: list(JSON.stringify(order)) }
    expect((await read(npy(), json)).images).toEqual(best)
  })
  it('of half precision gives the exact numbers', async () => {
    const halves = Uint16Array.from([0x3c00, 0xc000, 0x3555, 0x0001, 0x7bff, 0x8000, 0x0400, 0x3800, 0xbc00])
    const path = scratch('half.npy', Buffer.concat([npyHead('<f2', [3, 3]), new Uint8Array(halves.buffer)]))
    const { images } = await read(path, { top: 3, scoreKind: 'logit', fileList: list() })
    expect(images).toEqual([
      { image: 2, classes: [0, 5, 1], scores: [1, 0.333251953125, -2] },
      { image: 0, classes: [1, 0, 5], scores: [65_504, 2 ** -24, -0] },
      { image: 1, classes: [1, 0, 5], scores: [0.5, 2 ** -14, -1] },
    ])
  })
  it('may cover only some images if allowed', async () => {
    const options = { top: 1, scoreKind: 'logit', fileList: list('b.jpg\r\n') } as const
    expect((await read(npy([1, 2, 3], [1, 3]), options, true)).images).toEqual([
      { image: 1, classes: [5], scores: [3] },
    ])
    expect(await refusal(npy([1, 2, 3], [1, 3]), options)).toBe(
      'the rows | all 3 images of the project | 1, with none for ä.jpg',
    )
  })
  it('is refused if it does not fit the classes, its list or the images', async () => {
    const options = { scoreKind: 'logit', fileList: list() } as const
    expect(await refusal(npy(numbers.slice(0, 6), [3, 2]), options)).toMatch(/^the matrix \| 3 columns, .+ \| 2$/)
    expect(await refusal(npy(numbers.slice(0, 6), [2, 3]), options)).toMatch(/^the list of images \| 2 names, .+ \| 3$/)
    expect(await refusal(npy(), { ...options, fileList: list('c.jpg\nx.jpg\nb.jpg') })).toMatch(
      /^row 2 \| the file name of an image of the project \| "x.jpg"$/,
    )
    expect(await refusal(npy(), { ...options, fileList: list('c.png\nx.jpg\nb.jpg') })).toMatch(
      /^row 1 \| .+ \| 2 others: "c.png" \(did you mean c.jpg\?\) in row 1, "x.jpg" in row 2$/,
    )
    expect(await refusal(npy(), { ...options, fileList: list('c.jpg\nb.jpg\nc.jpg') })).toBe(
      'row 3 | every image once | the same image as in row 1',
    )
    expect(await refusal(npy(), { ...options, fileList: list('["c.jpg", 3]') })).toMatch(/^element 1 \| .+ \| 3$/)
  })
  it('is refused with row, column and image of a number that is not a probability', async () => {
    const options = { scoreKind: 'probability', fileList: list() } as const
    for (const bad of [1.5, -0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      const values = [...numbers.slice(0, 4), bad, ...numbers.slice(5)]
      expect(await refusal(npy(values), options)).toBe(
        `row 2 (ä.jpg), column 2 (class 1) | a number from 0 to 1 | ${bad}`,
      )
    }
    const values = [...numbers.slice(0, 8), Number.NEGATIVE_INFINITY]
    expect(await refusal(npy(values), { ...options, scoreKind: 'logit' })).toBe(
      'row 3 (b.jpg), column 3 (class 5) | a finite number | -Infinity',
    )
  })
  it('is refused without a list or a kind of scores, and with several matrices', async () => {
    expect(await refusal(npy(), { scoreKind: 'logit' })).toMatch(
      /^the array \| a separate list of the images.+ \| no list$/,
    )
    expect(await refusal(npy(), { fileList: list() })).toMatch(/probabilities or logits \| values of unknown type$/)
    expect(await refusal(await npz(matrix()))).toMatch(/^the arrays \| a list of the images/)
    expect(await refusal(await npz(files, matrix('scores')))).toMatch(/^array "scores" \| probabilities or logits/)
    expect(await refusal(await npz(files, matrix('a'), matrix('b')))).toMatch(/^the arrays \| one matrix .+ \| a, b$/)
    expect(await refusal(await npz(files, matrix('logits')), { scoreKind: 'probability' })).toMatch(
      /^array "logits" \| values of type probability/,
    )
  })
  it('is refused if it is truncated, has integers or another shape', async () => {
    const options = { scoreKind: 'logit', fileList: list() } as const
    const whole = Buffer.concat([npyHead('<f4', [3, 3]), Buffer.alloc(35)])
    expect(await refusal(scratch('cut.npy', whole), options)).toBe('the array | 36 bytes for shape (3, 3) | 35')
    const ints = Buffer.concat([npyHead('<i8', [3, 3]), Buffer.alloc(72)])
    expect(await refusal(scratch('ints.npy', ints), options)).toBe('the array | dtype <f2 or <f4 or <f8 | <i8')
    expect(await refusal(npy(numbers, [9]), options)).toMatch(/^the array \| shape \(any, any\) \| \(9,\)$/)
    expect(await refusal(scratch('head.npy', npyHead('<f4', [3, 3]).subarray(0, 20)), options)).toMatch(
      /^the array \| a supported/,
    )
  })
})

const top = (row: number[], count: number) => {
  const indices = new Int32Array(count)
  return Array.from(indices.subarray(0, topPositions(row, indices)))
}

it('gives the indices of the largest numbers, of ties the lower index first', () => {
  expect(top([1, 5, 3, 5, 2], 3)).toEqual([1, 3, 2])
  expect(top([2, 1], 5)).toEqual([0, 1])
  expect(top([], 2)).toEqual([])
})

it('agrees with a sort of all numbers', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -5, max: 5 })), fc.integer({ min: 1, max: 8 }), (row, count) => {
      const sorted = row.map((_, index) => index).sort((one, other) => row[other]! - row[one]! || one - other)
      expect(top(row, count)).toEqual(sorted.slice(0, count))
    }),
  )
})
