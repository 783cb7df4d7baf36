import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readIds, withNpz } from '@/lib/formats/numpy/npz-reader'
import { readOriginalLabels } from './json-file'
import { readOneHotVotes } from './one-hot-votes'
import { readPairInfoOf } from './pair-info'
import { readRealJson } from './testing/real-json'
import { validationFileName, validationPosition } from './validation-file-name'

const shared = join(process.cwd(), '../shared')
const file = (name: string) => join(shared, 'reassessed-imagenet', name)
const isHere = existsSync(file('raters.npz'))
if (!isHere) console.info(`Skipped: the released files are not in ${shared}.`)

async function countAnswers(name: string, raterCount: number, pairCount: number) {
  const counts = { none: 0, no: 0, maybe: 0, yes: 0 }
  for await (const { answers } of readOneHotVotes(file(name), { raterCount, pairCount })) {
    for (const answer of answers) {
      if (answer === 0) counts.no++
      else if (answer === 1) counts.maybe++
      else if (answer === 2) counts.yes++
      else counts.none++
    }
  }
  return counts
}

describe.skipIf(!isHere)('the released files', () => {
  it('contain 924,810 votes of 85 raters on 184,962 pairs', async () => {
    const none = 85 * 184_962 - 924_810
    expect(await countAnswers('raters.npz', 85, 184_962)).toEqual({ none, no: 729_424, maybe: 78_942, yes: 116_444 })
  })
  it('contain the answers of 5 experts and 78 raters to the same 1,135 golden pairs', async () => {
    expect(await countAnswers('golden.npz', 5, 1_135)).toMatchObject({ none: 0, maybe: 0 })
    expect(await countAnswers('raters_golden.npz', 78, 1_135)).toMatchObject({ none: 0 })
    const golden = await readPairInfoOf(file('golden.npz'), 1_000)
    expect(await readPairInfoOf(file('raters_golden.npz'), 1_000)).toEqual(golden)
    expect(new Set(golden.fileNames).size).toBe(155)
  })
  it('contain golden answers only by raters who also voted', async () => {
    const idsOf = (name: string) => withNpz(file(name), (npz) => readIds(npz, 'ids'))
    const raters = new Set(await idsOf('raters.npz'))
    expect(raters.size).toBe(85)
    expect((await idsOf('raters_golden.npz')).every((id) => raters.has(id))).toBe(true)
  })
  it('rate pairs of 24,889 validation images', async () => {
    const { fileNames } = await readPairInfoOf(file('raters.npz'), 1_000)
    expect(fileNames).toHaveLength(184_962)
    expect(new Set(fileNames.map(validationPosition)).size).toBe(24_889)
    expect(fileNames.every((name) => validationFileName(validationPosition(name) ?? -1) === name)).toBe(true)
  })
  it('contain 57,553 labels, none for 3,163 images', async () => {
    const labels = await readRealJson(file('real.json'), { imageCount: 50_000, classCount: 1_000 })
    expect(labels.flat()).toHaveLength(57_553)
    expect(labels.filter((set) => set.length === 0)).toHaveLength(3_163)
    const path = join(shared, 'imagenet/validation-original-labels.json')
    expect(await readOriginalLabels(path, { imageCount: 50_000, classCount: 1_000 })).toHaveLength(50_000)
  })
})
