import { readFileSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { ZipFile } from 'yazl'
import { readOneHotVotes } from '@/lib/formats/one-hot-votes'
import { readPairInfo } from '@/lib/formats/pair-info'
import { int8Array, readFloat64, readInt8, writeNpz } from '@/lib/formats/testing/npz'
import { formatError } from '@/lib/formats/testing/refusal'
import { scratchFolder } from '@/lib/formats/testing/scratch-folder'
import { npyHead } from './npy-header'
import { readTextRows } from './npy-rows'
import { type NpzLimits, readIds, withNpz } from './npz-reader'
import { float64Array, int64Array, npzStream, type OutgoingArray, textArray } from './npz-writer'

const scratch = scratchFolder()

async function npz(name: string, ...arrays: OutgoingArray[]) {
  await writeNpz(scratch(name), arrays)
  return scratch(name)
}

/** A zip with these raw entries, for content that the writer cannot produce. */
async function rawZip(name: string, entries: Record<string, Buffer>, declaredSize?: number) {
  const zip = new ZipFile()
  for (const [entry, content] of Object.entries(entries)) zip.addBuffer(content, entry)
  zip.end()
  const bytes = await buffer(zip.outputStream)
  const inDirectory = bytes.indexOf(Buffer.from([0x50, 0x4b, 1, 2]))
  if (declaredSize !== undefined) bytes.writeUInt32LE(declaredSize, inDirectory + 24)
  return scratch(name, bytes)
}

const floats = (count: number) => float64Array('tensor', [count], Float64Array.from({ length: count }, Math.random))
const readTensor = (path: string, count: number, limits?: Partial<NpzLimits>) =>
  withNpz(path, (file) => readFloat64(file, 'tensor', [count]), limits)

describe('NpzFile', () => {
  it('refuses an empty file and a file that is not a zip', async () => {
    for (const content of ['', 'image,label\n1,2\n', 'x'.repeat(100_000)]) {
      const error = await formatError(readTensor(scratch('no.npz', content), 1))
      expect(error.problem.expected).toBe('a zip of .npy arrays')
    }
  })
  it('reports a missing file', async () => {
    expect((await formatError(readTensor(scratch('missing.npz'), 1))).problem.expected).toBe('a readable file')
  })
  it('refuses a file truncated anywhere', async () => {
    const whole = readFileSync(await npz('whole.npz', floats(2_000)))
    for (const share of [0.1, 0.5, 0.9, 0.999]) {
      const truncated = whole.subarray(0, Math.floor(whole.length * share))
      await formatError(readTensor(scratch('truncated.npz', truncated), 2_000))
    }
  })
  it('refuses data damaged in the middle', async () => {
    const bytes = readFileSync(await npz('sound.npz', floats(2_000)))
    for (const index of [200, 5_000, 12_000]) {
      const damaged = Buffer.from(bytes)
      damaged[index]! ^= 0x55
      const error = await formatError(readTensor(scratch('damaged.npz', damaged), 2_000))
      expect(error.where).toBe('array "tensor"')
    }
  })
  it('lists the existing arrays if one is missing or renamed', async () => {
    const path = await npz('renamed.npz', int8Array('votes', [2], Int8Array.of(1, 2)))
    const error = await formatError(readTensor(path, 2))
    expect(error.message).toContain('array "tensor": expected an array of this name, found only votes')
  })
  it('reports expected and found dtype and shape', async () => {
    const path = await npz('shape.npz', floats(3), int8Array('small', [2, 2], new Int8Array(4)))
    expect((await formatError(readTensor(path, 4))).problem).toMatchObject({ expected: 'shape (4,)', found: '(3,)' })
    const asFloat = withNpz(path, (file) => readFloat64(file, 'small', [2, null]))
    expect((await formatError(asFloat)).problem).toMatchObject({ expected: 'dtype <f8', found: '|i1' })
    const flat = withNpz(path, (file) => readInt8(file, 'small', [4]))
    expect((await formatError(flat)).problem).toMatchObject({ expected: 'shape (4,)', found: '(2, 2)' })
  })
  it('refuses entries that are not arrays, and unsupported arrays', async () => {
    const notArray = await rawZip('foreign.npz', { 'readme.txt': Buffer.from('hello') })
    expect((await formatError(readTensor(notArray, 1))).problem.found).toBe('the entry "readme.txt"')
    const noMark = await rawZip('unmarked.npz', { 'tensor.npy': Buffer.from('hello, this is no array') })
    expect((await formatError(readTensor(noMark, 1))).problem.found).toContain('does not start with the .npy signature')
    const objects = await rawZip('objects.npz', { 'tensor.npy': npyHead('|O', [1]) })
    expect((await formatError(readTensor(objects, 1))).problem.found).toBe('the dtype |O')
    const bigEndian = await rawZip('big-endian.npz', {
      'tensor.npy': Buffer.concat([npyHead('>f8', [1]), Buffer.alloc(8)]),
    })
    expect((await formatError(readTensor(bigEndian, 1))).problem.found).toBe('the dtype >f8')
    const endless = await rawZip('endless.npz', { 'tensor.npy': npyHead('<f8', [2 ** 40, 2 ** 40]) })
    expect((await formatError(readTensor(endless, 1))).problem.found).toContain('the invalid shape')
  })
  it('refuses column-major arrays', async () => {
    const head = npyHead('<f8', [2, 2]).toString('latin1').replace("'fortran_order': False", "'fortran_order': True ")
    const content = Buffer.concat([Buffer.from(head, 'latin1'), Buffer.alloc(32)])
    const path = await rawZip('fortran.npz', { 'tensor.npy': content })
    const error = await formatError(withNpz(path, (file) => readFloat64(file, 'tensor', [2, 2])))
    expect(error.problem.found).toBe('Fortran order')
  })
})

describe('a zip bomb', () => {
  const bomb = Buffer.concat([npyHead('<f8', [10]), Buffer.alloc(30_000_000)])
  const honestSize = npyHead('<f8', [10]).length + 80

  it('is refused unread if it declares its size', async () => {
    const error = await formatError(readTensor(await rawZip('bomb.npz', { 'tensor.npy': bomb }), 10))
    expect(error.problem).toMatchObject({ expected: '80 bytes for shape (10,)', found: '30000000 bytes' })
  })
  it('is aborted after the first excess chunk if it hides its size', async () => {
    const error = await formatError(readTensor(await rawZip('hidden.npz', { 'tensor.npy': bomb }, honestSize), 10))
    expect(error.problem).toMatchObject({ expected: '80 bytes for shape (10,)', found: 'more than that' })
  })
  it('is refused if it declares more than deflate can contain, or more than allowed', async () => {
    const promise = await rawZip('promise.npz', { 'tensor.npy': bomb }, 2 ** 31)
    expect((await formatError(readTensor(promise, 10))).problem.expected).toBe(
      'a compression ratio of at most 1032 to 1',
    )
    const large = await npz('large.npz', floats(1_000))
    expect((await formatError(readTensor(large, 1_000, { maxArrayBytes: 4_000 }))).problem.expected).toBe(
      'at most 4000 bytes',
    )
  })
  it('is refused if it ends before its shape is filled', async () => {
    const content = Buffer.concat([npyHead('<f8', [10]), Buffer.alloc(72)])
    const error = await formatError(readTensor(await rawZip('short.npz', { 'tensor.npy': content }, honestSize), 10))
    expect(error.problem.found).toBe('the end of the file after 72 bytes')
  })
})

describe('readIds', () => {
  it('reads integers and refuses repeats and values that a number cannot represent', async () => {
    const idsIn = async (...ids: bigint[]) => {
      const path = await npz('ids.npz', int64Array('ids', [ids.length], BigInt64Array.from(ids)))
      return withNpz(path, (file) => readIds(file, 'ids'))
    }
    expect(await idsIn(168n, -3n, 0n)).toEqual([168, -3, 0])
    expect((await formatError(idsIn(1n, 2n, 1n))).problem.found).toBe('1 again at index 2')
    expect((await formatError(idsIn(2n ** 60n))).problem.expected).toBe('ids below 2^53')
  })
})

describe('readOneHotVotes', () => {
  const tensor = async (name: string, shape: [number, number, number], values: number[]) =>
    npz(name, float64Array('tensor', shape, Float64Array.from(values)))
  const read = async (path: string) => {
    const slabs: number[][] = []
    const shape = { raterCount: null, pairCount: null }
    for await (const { answers } of readOneHotVotes(path, shape)) slabs.push(Array.from(answers))
    return slabs
  }

  it('converts each rater to answers, with −1 where it was not asked', async () => {
    const path = await tensor('votes.npz', [2, 2, 3], [1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1])
    expect(await read(path)).toEqual([
      [0, -1],
      [1, 2],
    ])
  })
  it('gives the same votes however the file is split into chunks', async () => {
    const answers = Array.from({ length: 3 * 20_011 }, (_, index) => ((index * 7) % 4) - 1)
    const values = answers.flatMap((answer) => [0, 1, 2].map((code) => (code === answer ? 1 : 0)))
    const slabs = await read(await tensor('many.npz', [3, 20_011, 3], values))
    expect(slabs.flat()).toEqual(answers)
  })
  it.each([
    [[1, 0, 0, 1, 0, 1, 0, 0, 1, 0, 1, 0], 'rater 0, candidate 1', '1, 0, 1'],
    [[1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0.5, 0.5], 'rater 1, candidate 1', '0, 0.5, 0.5'],
    [[1, 0, 0, 0, 0, 0, Number.NaN, 0, 1, 0, 0, 0], 'rater 1, candidate 0', 'NaN, 0, 1'],
    [[2, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0], 'rater 0, candidate 0', '2, 0, 0'],
  ])('refuses a row that is not one-hot: %j', async (values, place, found) => {
    const error = await formatError(read(await tensor('wrong.npz', [2, 2, 3], values)))
    expect(error.problem).toMatchObject({ expected: `three zeros or a single 1 for ${place}`, found })
  })
  it('can be abandoned half-way', async () => {
    const path = await tensor('left.npz', [2, 1, 3], [1, 0, 0, 0, 0, 1])
    for await (const { raterIndex } of readOneHotVotes(path, { raterCount: 2, pairCount: 1 })) {
      expect(raterIndex).toBe(0)
      break
    }
  })
})

describe('readPairInfo', () => {
  const infoOf = async (rows: [string, string][], width = 28) => {
    const path = await npz('info.npz', textArray('info', [rows.length, 2], width, rows.flat()))
    return withNpz(path, (file) => readPairInfo(file, { classCount: 1_000 }))
  }
  it('reads file names and classes in file order, including non-ASCII text', async () => {
    expect(
      await infoOf([
        ['a.JPEG', '7'],
        ['Bär 🐻.JPEG', '999'],
      ]),
    ).toEqual({
      fileNames: ['a.JPEG', 'Bär 🐻.JPEG'],
      classIndices: Int32Array.of(7, 999),
    })
  })
  it.each([
    [[['a', '1000']], 'a class index from 0 to 999 in row 0'],
    [
      [
        ['a', '1'],
        ['a', '-1'],
      ],
      'a class index from 0 to 999 in row 1',
    ],
    [[['a', '1.5']], 'a class index from 0 to 999 in row 0'],
    [
      [
        ['a', '1'],
        ['', '1'],
      ],
      'a file name in row 1',
    ],
    [
      [
        ['a', '1'],
        ['b', '1'],
        ['a', '1'],
      ],
      'every candidate once',
    ],
  ] as [[string, string][], string][])('refuses %j', async (rows, expected) => {
    expect((await formatError(infoOf(rows))).problem.expected).toBe(expected)
  })
  it('refuses an array whose rows are not pairs', async () => {
    const path = await npz('three.npz', textArray('info', [1, 3], 4, ['a', '1', 'x']))
    const error = await formatError(withNpz(path, (file) => readTextRows(file, 'info', [null, 2]).next()))
    expect(error.problem).toMatchObject({ expected: 'shape (any, 2)', found: '(1, 3)' })
  })
})

describe('npzStream', () => {
  it('gives the same bytes for the same arrays', async () => {
    const arrays = () => npzStream([textArray('info', [1, 2], 5, ['a', 'b']), floatsOf(1, 2)])
    expect(await buffer(arrays())).toEqual(await buffer(arrays()))
  })
  it('fails on a text too long for its width, and on values that do not fill the shape', async () => {
    await expect(buffer(npzStream([textArray('info', [1], 2, ['abc'])]))).rejects.toThrow('longer than 2 characters')
    await expect(buffer(npzStream([textArray('info', [2], 2, ['ab'])]))).rejects.toThrow('wrote 8 of 16 bytes')
    expect(() => float64Array('tensor', [3], new Float64Array(2))).toThrow(RangeError)
  })
})

const floatsOf = (...values: number[]) => float64Array('tensor', [values.length], Float64Array.from(values))
