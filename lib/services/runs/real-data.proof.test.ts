import { describe, expect, it } from 'vitest'
import { realPreset } from '@/lib/aggregation/calibrated'
import { singleThreadContext } from '@/lib/aggregation/kernels'
import { keptLabels, labelSets } from '@/lib/aggregation/labels'
import { prepareAggregation } from '@/lib/aggregation/registry'
import { withNpz } from '@/lib/formats/numpy/npz-reader'
import { readPairInfo } from '@/lib/formats/pair-info'
import { readFloat64 } from '@/lib/formats/testing/npz'
import { readRealJson } from '@/lib/formats/testing/real-json'
import {
  classCount,
  hasReleasedFiles,
  imageCount,
  logIfMissing,
  readReleased,
  releasedFile,
} from '@/lib/services/testing/released-input'

logIfMissing('the proof on real votes')

describe.skipIf(!hasReleasedFiles)('the calibrated method on the released votes', () => {
  it('reproduces every published score within 1e-9 and every published label set', async () => {
    const { input, pairs, originalLabel } = await readReleased()
    const pairCount = pairs.fileNames.length
    const published = await withNpz(releasedFile('scores.npz'), async (npz) => ({
      info: await readPairInfo(npz, { pairCount, classCount }),
      score: await readFloat64(npz, 'tensor', [pairCount]),
    }))
    expect(published.info).toEqual(pairs)
    expect(input.votes.voteCount).toBe(924_810)

    const result = prepareAggregation('calibrated', realPreset).run(input, singleThreadContext)
    expect(result.prior?.[1]).toBe(248 / 1_135)
    expect(result.score).toHaveLength(184_962)
    const largestDifference = result.score.reduce((largest, score, pair) => {
      return Math.max(largest, Math.abs(score - published.score[pair]!))
    }, 0)
    expect(largestDifference).toBeLessThan(1e-9)
    const [negative, positive] = result.annotators[0]!.probability
    expect(Math.log(positive![2]! / negative![2]!)).toBeCloseTo(2.7661922069, 9)
    expect(Math.log(positive![0]! / negative![0]!)).toBeCloseTo(-0.5527578747, 9)

    const kept = keptLabels({ ...input, score: result.score, threshold: 0.8, originalLabel })
    const expected = await readRealJson(releasedFile('real.json'), { imageCount, classCount })
    expect(Array.from(labelSets(kept), (labels) => Array.from(labels))).toEqual(expected)
    expect(expected.flat()).toHaveLength(57_553)
  })
})
