import { beforeAll, describe, expect, it } from 'vitest'
import type { AggregationInput, AggregationResult } from '@/lib/aggregation/aggregation-method'
import { realPreset } from '@/lib/aggregation/calibrated'
import { goldenTruth } from '@/lib/aggregation/golden-truth'
import { singleThreadContext } from '@/lib/aggregation/kernels'
import { prepareAggregation } from '@/lib/aggregation/registry'
import { answerAt, raterAt, type VoteTable, voteTable } from '@/lib/aggregation/vote-table'
import { oneMoreVote } from '@/lib/evaluation/one-more-vote'
import { averagePrecision, operatingPoint, precisionRecallCurve } from '@/lib/evaluation/precision-recall'
import { randomInt, seededRandom } from '@/lib/numeric/seeded-random'
import { hasReleasedFiles, logIfMissing, readReleased } from '@/lib/services/testing/released-input'

logIfMissing('what one more real vote changes')

const threshold = 0.8

function withoutOneVoteEach(votes: VoteTable, seed: number): VoteTable {
  const random = seededRandom(seed)
  const columns = { item: [] as number[], rater: [] as number[], answer: [] as number[] }
  for (let item = 0; item < votes.itemCount; item++) {
    const from = votes.itemStart[item]!
    const dropped = from + randomInt(random, votes.itemStart[item + 1]! - from)
    for (let index = from; index < votes.itemStart[item + 1]!; index++) {
      if (index === dropped) continue
      columns.item.push(item)
      columns.rater.push(raterAt(votes, index))
      columns.answer.push(answerAt(votes, index))
    }
  }
  const { itemCount, raterCount, answerCount } = votes
  return voteTable({ itemCount, raterCount, answerCount, ...columns })
}

function votesByRater(votes: VoteTable): Float64Array {
  const counts = new Float64Array(votes.raterCount)
  for (let index = 0; index < votes.voteCount; index++) counts[raterAt(votes, index)]!++
  return counts
}

describe.skipIf(!hasReleasedFiles)('folder with the released votes', () => {
  const method = prepareAggregation('calibrated', realPreset)
  let released: AggregationInput
  let full: AggregationResult
  beforeAll(async () => {
    released = (await readReleased()).input
    full = method.run(released, singleThreadContext)
  })

  it('have the published average precision, and precision and recall at 0.8, on golden pairs', () => {
    const { truth } = goldenTruth(released.goldenAnswers, released.votes.itemCount, realPreset.minimumYes)
    expect(averagePrecision(full.score, truth)).toBeCloseTo(0.893, 3)
    const point = operatingPoint(precisionRecallCurve(full.score, truth), { kind: 'threshold', value: threshold })
    expect(point?.precision).toBeCloseTo(0.898, 3)
    expect(point?.recall).toBeCloseTo(0.778, 3)
  })

  it('change as many decisions with a fifth vote as predicted from four, within 5%', () => {
    for (const seed of [1, 2]) {
      const votes = withoutOneVoteEach(released.votes, seed)
      const four = method.run({ ...released, votes }, singleThreadContext)
      const probability = four.raters.probability ?? new Float64Array(0)
      const expected = oneMoreVote({ posterior: four.score, probability, weight: votesByRater(votes), threshold })
      let gained = 0
      let lost = 0
      for (let pair = 0; pair < four.score.length; pair++) {
        const wasKept = four.score[pair]! >= threshold
        const isKept = full.score[pair]! >= threshold
        if (!wasKept && isKept) gained++
        if (wasKept && !isKept) lost++
      }
      const words = (changed: number, up: number, down: number) =>
        `${Math.round(changed)} (${Math.round(up)} gained, ${Math.round(down)} lost)`
      const foreseen = words(expected.changed, expected.gained, expected.lost)
      console.info(`A fifth vote, draw ${seed}: expected ${foreseen}, changed ${words(gained + lost, gained, lost)}.`)
      expect(gained + lost).toBeGreaterThan(5_000)
      expect(Math.abs(expected.changed / (gained + lost) - 1)).toBeLessThan(0.05)
      // Gains and losses are less exact than their sum: about 20% too many gains and 25% too few losses are predicted.
      expect(Math.abs(expected.gained / gained - 1)).toBeLessThan(0.3)
      expect(Math.abs(expected.lost / lost - 1)).toBeLessThan(0.3)
    }
  })
})
