import { describe, expect, test } from 'vitest'
import { simulatedCrowdAnswer, simulatedRater, simulatedTruth } from './simulated-crowd'

describe('a simulated crowd', () => {
  test('has the same raters whatever its size and order, and others for another seed', () => {
    expect(simulatedRater(1, 4)).toEqual(simulatedRater(1, 4))
    expect(simulatedRater(1, 4).seed).not.toBe(simulatedRater(2, 4).seed)
    const seeds = Array.from({ length: 200 }, (_, k) => simulatedRater(1, k).seed)
    expect(new Set(seeds).size).toBe(200)
  })

  test('has one careless rater in ten', () => {
    for (const seed of [0, 1, 2, 77]) {
      const careless = Array.from({ length: 20 }, (_, k) => simulatedRater(seed, k).isCareless)
      expect(careless.filter(Boolean)).toHaveLength(2)
    }
  })

  test('answers at its rates, and always the same for the same question', () => {
    const rater = {
      seed: 5,
      rates: [
        [1, 0, 0],
        [0, 1, 0],
        [0.25, 0.25, 0.5],
      ],
      isCareless: false,
    }
    const counts = [0, 0, 0]
    for (let candidate = 0; candidate < 8_000; candidate++) {
      expect(simulatedCrowdAnswer(rater, candidate, 0)).toBe(0)
      expect(simulatedCrowdAnswer(rater, candidate, 1)).toBe(1)
      counts[simulatedCrowdAnswer(rater, candidate, 2)]!++
    }
    expect(counts[0]! / 8_000).toBeCloseTo(0.25, 1)
    expect(counts[2]! / 8_000).toBeCloseTo(0.5, 1)
  })

  test('has rates that are distributions, right more often than wrong unless careless', () => {
    for (let k = 0; k < 40; k++) {
      const { rates, isCareless } = simulatedRater(3, k)
      for (const row of rates) expect(row.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9)
      if (!isCareless) expect(rates[0]![0]! > 0.8 && rates[2]![2]! > 0.7).toBe(true)
    }
  })
})

test("follows the experts' truth, otherwise the original label and the models", () => {
  const share = (isOriginal: boolean, support: number) => {
    let yes = 0
    for (let image = 0; image < 4_000; image++)
      if (simulatedTruth({ image, class: 3, isOriginal, support, holds: null }) === 2) yes++
    return yes / 4_000
  }
  expect(simulatedTruth({ image: 0, class: 0, isOriginal: true, support: 1, holds: false })).toBe(0)
  expect(simulatedTruth({ image: 0, class: 0, isOriginal: false, support: 0, holds: true })).toBe(2)
  expect(share(true, 1)).toBeCloseTo(0.97, 1)
  expect(share(false, 0.5)).toBeCloseTo(0.445, 1)
  expect(share(false, 0)).toBeCloseTo(0.02, 1)
})
