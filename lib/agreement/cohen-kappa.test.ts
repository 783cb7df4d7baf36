import { describe, expect, it } from 'vitest'
import { voteTable } from '@/lib/aggregation/vote-table'
import { cohenKappa, cohenKappaByPair } from './cohen-kappa'
import { votesOfRaters } from './testing/votes-of-raters'

describe('cohenKappa', () => {
  it('matches the published values, unweighted and weighted', () => {
    expect(cohenKappa([20, 5, 10, 15], 2)).toBeCloseTo(0.4, 12)
    const table = [0, 4, 1, 0, 8, 0, 0, 1, 5]
    expect(cohenKappa(table, 3)).toBeCloseTo(0.484163, 6)
    expect(cohenKappa(table, 3, 'linear')).toBeCloseTo(0.47012, 6)
    // The source prints the quadratic value as .450162; computed by hand it is 1 - 9 * 19 / 311.
    expect(cohenKappa(table, 3, 'quadratic')).toBeCloseTo(140 / 311, 12)
  })
  it('is 1 for perfect agreement and 0 if one rater always gives the same answer', () => {
    expect(cohenKappa([3, 0, 0, 4], 2)).toBe(1)
    expect(cohenKappa([3, 0, 4, 0], 2)).toBe(0)
  })
  it('is null for an empty table and if both always gave the same single answer', () => {
    for (const weights of ['none', 'linear', 'quadratic'] as const) {
      expect(cohenKappa([0, 0, 0, 0], 2, weights)).toBeNull()
      expect(cohenKappa([0, 0, 0, 9], 2, weights)).toBeNull()
      expect(cohenKappa([], 0, weights)).toBeNull()
    }
  })
  it('rejects a table of another size', () => {
    expect(() => cohenKappa([1, 2, 3], 2)).toThrow(RangeError)
  })
})

const lines = ['aabbab.a', 'abbb.baa', '.......b', 'aabba...']
const votes = votesOfRaters(lines, 'ab')
const plain = { interval: null, replicates: 0 }

describe('cohenKappaByPair', () => {
  it('compares every two raters on the items they share, in order', () => {
    const found = cohenKappaByPair(votes)
    expect(found.map(({ raterA, raterB, sharedItems }) => [raterA, raterB, sharedItems])).toEqual([
      [0, 1, 6],
      [0, 2, 1],
      [0, 3, 5],
      [1, 2, 1],
      [1, 3, 4],
    ])
    // On the six shared items the first rater answers a, a, b, b, b, a and the second a, b, b, b, b, a.
    expect(found[0]!.kappa).toEqual({ value: cohenKappa([2, 1, 0, 3], 2), ...plain })
    expect(found[0]!.agreement).toEqual({ value: 5 / 6, ...plain })
    expect(found[2]!.kappa.value).toBe(1)
    // One shared item with two different answers: each always gives another answer, so they agree as often as by
    // chance.
    expect(found[1]!.kappa.value).toBe(0)
  })
  it('omits pairs with fewer shared items than the minimum', () => {
    const found = cohenKappaByPair(votes, { minimumShared: 5 })
    expect(found.map(({ raterA, raterB }) => [raterA, raterB])).toEqual([
      [0, 1],
      [0, 3],
    ])
  })
  it('weights disagreements by their distance on request', () => {
    const three = votesOfRaters(['aaabbbbbbbbcccccc', 'bbbcbbbbbbbbccccc'.padEnd(17, 'c')], 'abc')
    const [linear] = cohenKappaByPair(three, { weights: 'linear' })
    const table = [0, 3, 0, 0, 7, 1, 0, 1, 5]
    expect(linear!.kappa.value).toBe(cohenKappa(table, 3, 'linear'))
    expect(linear!.kappa.value).not.toBe(cohenKappa(table, 3))
  })
  it('has an interval for each value if clusters are given, the same for the same seed', () => {
    const length = 60
    const line = (step: number) => Array.from({ length }, (_, item) => ((item * step) % 7 < 3 ? 'a' : 'b')).join('')
    const pair = votesOfRaters([line(1), line(8), line(3)], 'ab')
    const options = {
      itemCluster: Int32Array.from({ length }, (_, item) => item >> 1),
      clusterCount: 30,
      replicates: 99,
    }
    const bootstrap = { ...options, seed: 4 }
    const found = cohenKappaByPair(pair, { bootstrap })
    expect(cohenKappaByPair(pair, { bootstrap })).toEqual(found)
    expect(cohenKappaByPair(pair, { bootstrap: { ...options, seed: 5 } })).not.toEqual(found)
    const ofThird = found[1]!.kappa
    expect(ofThird.interval?.[0]).toBeLessThan(ofThird.value ?? Number.NaN)
    expect(ofThird.interval?.[1]).toBeGreaterThan(ofThird.value ?? Number.NaN)
    expect(ofThird.replicates).toBe(99)
    expect(found[0]!.kappa).toEqual({ value: 1, interval: [1, 1], replicates: 99 })
  })
  it('compares both votes of a rater who voted twice with the vote of the other rater', () => {
    const twice = voteTable({
      ...{ itemCount: 1, raterCount: 2, answerCount: 2, allowsRepeats: true },
      ...{ item: [0, 0, 0], rater: [0, 1, 0], answer: [0, 0, 1] },
    })
    expect(cohenKappaByPair(twice)).toMatchObject([{ sharedItems: 1, agreement: { value: 0.5 }, kappa: { value: 0 } }])
  })
  it('is empty without votes or with one rater, and kappa is null with a single answer', () => {
    expect(cohenKappaByPair(votesOfRaters([], 'ab'))).toEqual([])
    expect(cohenKappaByPair(votesOfRaters(['abab'], 'ab'))).toEqual([])
    expect(cohenKappaByPair(votesOfRaters(['bb', 'bb'], 'ab'))).toMatchObject([
      { kappa: { value: null, interval: null }, agreement: { value: 1 } },
    ])
  })
})
