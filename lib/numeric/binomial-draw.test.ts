import { expect, test } from 'vitest'
import { binomialDraw } from './binomial-draw'
import { logGamma } from './gamma'
import { seededRandom } from './seeded-random'

const probability = (trials: number, share: number, count: number) =>
  Math.exp(
    logGamma(trials + 1) -
      logGamma(count + 1) -
      logGamma(trials - count + 1) +
      count * Math.log(share) +
      (trials - count) * Math.log1p(-share),
  )

/** Pearson's chi-squared statistic per degree of freedom, over counts with an expectation of at least ten. */
function misfit(trials: number, share: number, draws = 40_000): number {
  const random = seededRandom(11)
  const seen = new Int32Array(trials + 1)
  for (let draw = 0; draw < draws; draw++) seen[binomialDraw(random, trials, share)]!++
  let statistic = 0
  let cells = 0
  for (let count = 0; count <= trials; count++) {
    const expected = draws * probability(trials, share, count)
    if (expected < 10) continue
    statistic += (seen[count]! - expected) ** 2 / expected
    cells++
  }
  return statistic / (cells - 1)
}

test.each([
  [5, 0.3],
  [200, 0.02],
  [40, 0.4],
  [1_000, 0.31],
  [1_000, 0.9],
  [50_000, 0.5],
])('matches the binomial distribution of %i trials of probability %f', (trials, share) => {
  expect(misfit(trials, share)).toBeLessThan(1.6)
})

test('returns certain results exactly, and is deterministic by seed', () => {
  const random = seededRandom(1)
  expect(binomialDraw(random, 10, 0)).toBe(0)
  expect(binomialDraw(random, 10, 1)).toBe(10)
  expect(binomialDraw(random, 0, 0.4)).toBe(0)
  const draws = () => {
    const own = seededRandom(5)
    return Array.from({ length: 20 }, () => binomialDraw(own, 5_000, 0.37))
  }
  expect(draws()).toEqual(draws())
})

test('refuses an invalid number of trials or probability', () => {
  expect(() => binomialDraw(seededRandom(1), -1, 0.5)).toThrow(RangeError)
  expect(() => binomialDraw(seededRandom(1), 2, 1.5)).toThrow(RangeError)
})
