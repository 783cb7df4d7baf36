import { expect, test } from 'vitest'
import { binsOf, ScoreBins, scoreBin } from './score-bins'

const twentieths = Array.from({ length: 21 }, (_, k) => Number((k * 0.05).toFixed(2)))

test('assigns multiples of 0.05 to bins of their own, and scores between them to bins between', () => {
  expect(twentieths.map(scoreBin)).toEqual(twentieths.map((_, k) => 2 * k))
  for (const score of twentieths.slice(0, -1)) {
    expect(scoreBin(score + Number.EPSILON)).toBe(scoreBin(score) + 1)
    expect(scoreBin(score + 0.049_999)).toBe(scoreBin(score) + 1)
  }
})

/** Multiples of 0.05, values next to them and between them. */
const values = twentieths
  .flatMap((value) => [value - 1e-9, value, value + 1e-9, value + 0.02])
  .filter((value) => value >= 0 && value <= 1)

test('finds an image in a range exactly if one of its scores is in the range', () => {
  for (const low of values)
    for (const high of values.filter((value) => value >= low)) {
      const bins = binsOf({ low, high })
      expect(bins !== null).toBe(twentieths.includes(low) && twentieths.includes(high))
      if (bins === null) continue
      for (const [k, score] of values.entries()) {
        const scores = [score, values[(k * 7 + 3) % values.length]!]
        const kept = new ScoreBins(1)
        for (const one of scores) kept.add(0, one)
        const isFound = (BigInt(kept.bins(0)) & BigInt(bins)) !== 0n
        expect({ low, high, scores, isFound }).toMatchObject({
          isFound: scores.some((one) => one >= low && one <= high),
        })
      }
    }
})
