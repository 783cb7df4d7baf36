import { expect, test } from 'vitest'
import { type VoteTable, voteTable } from '@/lib/aggregation/vote-table'
import { type Random, randomInt, seededRandom, shuffled } from '@/lib/numeric/seeded-random'
import { studentQuantile } from '@/lib/numeric/student-t'
import { agreementOverall } from './agreement-by-stratum'
import { raterDeviations } from './rater-jackknife'
import { votesOfRaters } from './testing/votes-of-raters'

const alphaOf = (votes: VoteTable) => {
  const itemCluster = Int32Array.from({ length: votes.itemCount }, (_, item) => item)
  return agreementOverall(votes, { itemCluster, clusterCount: votes.itemCount, seed: 1, replicates: 100 }).alphaOrdinal
}

test('equals a jackknife that recomputes alpha without each rater', () => {
  const lines = ['nnymyn', 'ny.myn', 'nnyyyy', 'mnyn.n']
  const votes = votesOfRaters(lines, 'nmy')
  const left = lines.map(
    (_, out) =>
      alphaOf(
        votesOfRaters(
          lines.filter((_, rater) => rater !== out),
          'nmy',
        ),
      ).value!,
  )
  const mean = left.reduce((sum, one) => sum + one, 0) / 4
  const expected = Math.sqrt((3 / 4) * left.reduce((sum, one) => sum + (one - mean) ** 2, 0))
  const found = raterDeviations(votes)!
  expect(found.raterCount).toBe(4)
  expect(found.deviation.alphaOrdinal).toBeCloseTo(expected, 12)
})

test('is null with two raters, and if leaving one out makes agreement undefined', () => {
  expect(raterDeviations(votesOfRaters(['nny', 'nyy'], 'ny'))).toBeNull()
  expect(raterDeviations(votesOfRaters(['ny.', 'ny.', '..y'], 'ny'))).toBeNull()
  expect(raterDeviations(votesOfRaters(['nn', 'nn', 'ny'], 'ny'))!.deviation.alphaOrdinal).toBeNull()
})

/** Raters with very different rates of guessing, three per item. */
function crowd(random: Random, raterCount: number, itemCount: number): VoteTable {
  const guesses = Array.from({ length: raterCount }, () => random() ** 2)
  const columns = { item: [] as number[], rater: [] as number[], answer: [] as number[] }
  for (let item = 0; item < itemCount; item++) {
    const truth = randomInt(random, 2) * 2
    for (const rater of shuffled(random, Array(raterCount).keys()).slice(0, 3)) {
      columns.item.push(item)
      columns.rater.push(rater)
      columns.answer.push(random() < guesses[rater]! ? randomInt(random, 3) : truth)
    }
  }
  return voteTable({ itemCount, raterCount, answerCount: 3, ...columns })
}

test('covers the agreement of all possible raters if raters are a sample, but not with images alone', () => {
  const random = seededRandom(4)
  const all = alphaOf(crowd(random, 3_000, 20_000)).value!
  const covered = { images: 0, both: 0 }
  const draws = 120
  for (let draw = 0; draw < draws; draw++) {
    const votes = crowd(random, 15, 800)
    const { value, interval } = alphaOf(votes)
    const { deviation, raterCount } = raterDeviations(votes)!
    const ofImages = (interval![1] - interval![0]) / 2 / 1.96
    const half = studentQuantile(0.025, raterCount - 1) * Math.hypot(ofImages, deviation.alphaOrdinal!)
    if (interval![0] <= all && all <= interval![1]) covered.images += 1 / draws
    if (Math.abs(value! - all) <= half) covered.both += 1 / draws
  }
  expect(covered.images).toBeLessThan(0.7)
  expect(covered.both).toBeGreaterThan(0.9)
  expect(covered.both).toBeLessThanOrEqual(1)
})
