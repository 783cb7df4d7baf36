import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { readIds, withNpz } from '@/lib/formats/numpy/npz-reader'
import { readFloat64 } from '@/lib/formats/testing/npz'
import { noVote, readOneHotVotes } from '../one-hot-votes'
import { readPairInfo } from '../pair-info'
import { numpyPython } from '../testing/numpy-python'
import { type ReleaseRows, releaseFileBytes, smallRelease } from '../testing/release-in-memory'
import { scratchFolder } from '../testing/scratch-folder'

const scratch = scratchFolder()
const python = numpyPython()

type NpzFormat = 'scores-npz' | 'raters-npz' | 'golden-npz' | 'raters-golden-npz'
const written = async (rows: ReleaseRows, format: NpzFormat) =>
  scratch(`${format}.npz`, await releaseFileBytes(rows, format))

async function readVotes(path: string) {
  const head = await withNpz(path, async (npz) => ({
    names: npz.names,
    ids: await readIds(npz, 'ids'),
    ...(await readPairInfo(npz, { classCount: 6 })),
  }))
  const rows: number[][] = []
  for await (const { answers } of readOneHotVotes(path, { raterCount: null, pairCount: null })) rows.push([...answers])
  return { ...head, rows }
}

describe('numpy files of a release', () => {
  it('contain a score for each pair that has one, in the order of the project', async () => {
    await withNpz(await written(smallRelease(), 'scores-npz'), async (npz) => {
      expect(npz.names).toEqual(['tensor', 'info'])
      expect([...(await readFloat64(npz, 'tensor', [4]))]).toEqual([1, 0.75, 0.1, 1 / 3])
      const { fileNames, classIndices } = await readPairInfo(npz, { classCount: 6 })
      expect(fileNames).toEqual(['Bär 🐻.png', 'a.jpg', 'sub/b, "c".jpg', 'a.jpg'])
      expect([...classIndices]).toEqual([5, 0, 1, 3])
    })
  })

  it('contain every vote as in the published file: raters by pairs by three answers', async () => {
    const { names, ids, fileNames, rows } = await readVotes(await written(smallRelease(), 'raters-npz'))
    expect(names).toEqual(['tensor', 'info', 'ids'])
    expect(ids).toEqual([7, 9])
    expect(fileNames).toHaveLength(4)
    expect(rows).toEqual([
      [2, 2, noVote, 1],
      [1, noVote, 0, noVote],
    ])
  })

  it('contain golden answers of experts and raters over the same pairs, with adjudications taking precedence', async () => {
    const experts = await readVotes(await written(smallRelease(), 'golden-npz'))
    const raters = await readVotes(await written(smallRelease(), 'raters-golden-npz'))
    expect(experts.fileNames).toEqual(['Bär 🐻.png', 'sub/b, "c".jpg'])
    expect(raters.fileNames).toEqual(experts.fileNames)
    expect([experts.ids, experts.rows]).toEqual([[4], [[2, 0]]])
    expect([raters.ids, raters.rows]).toEqual([[7], [[2, noVote]]])
  })

  it('have the same bytes each time', async () => {
    const [one, other] = [
      await releaseFileBytes(smallRelease(), 'raters-npz'),
      await releaseFileBytes(smallRelease(), 'raters-npz'),
    ]
    expect(one.equals(other)).toBe(true)
  })

  it.skipIf(python === null)(
    'open in NumPy with the published names, types and shapes, also without golden answers',
    async () => {
      const script = `
import sys, json, numpy
for path in sys.argv[1:]:
    with numpy.load(path) as a:
        print(json.dumps([[n, a[n].dtype.str, list(a[n].shape)] for n in a.files]))
`
      const paths = [
        await written(smallRelease(), 'scores-npz'),
        await written(smallRelease(), 'raters-npz'),
        await written({ ...smallRelease(), golden: [] }, 'golden-npz'),
      ]
      const printed = execFileSync(python ?? '', ['-c', script, ...paths], { encoding: 'utf8' })
      expect(
        printed
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line)),
      ).toEqual([
        [
          ['tensor', '<f8', [4]],
          ['info', '<U28', [4, 2]],
        ],
        [
          ['tensor', '<f8', [2, 4, 3]],
          ['info', '<U28', [4, 2]],
          ['ids', '<i8', [2]],
        ],
        [
          ['tensor', '<f8', [0, 0, 3]],
          ['info', '<U28', [0, 2]],
          ['ids', '<i8', [0]],
        ],
      ])
    },
  )
})
