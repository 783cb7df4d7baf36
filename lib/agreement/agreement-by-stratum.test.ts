import { describe, expect, it } from 'vitest'
import { type VoteTable, voteTable } from '@/lib/aggregation/vote-table'
import { type Random, randomInt, seededRandom } from '@/lib/numeric/seeded-random'
import { agreementByRater, agreementByStratum, agreementOverall } from './agreement-by-stratum'
import { coincidenceMatrix, fleissKappa, krippendorffAlpha, rawAgreement } from './testing/reference-measures'
import { votesOfRaters } from './testing/votes-of-raters'

type Shape = Record<'imageCount' | 'raterCount' | 'votesPerItem', number>

const undefinedMeasure = { value: null, interval: null, replicates: 0 }

/**
 * Images with two to four items each. All votes on an image share an error in the rater's view of the truth, so that
 * only whole images may be resampled.
 */
function simulated(random: Random, { imageCount, raterCount, votesPerItem }: Shape) {
  const item: number[] = []
  const rater: number[] = []
  const answer: number[] = []
  const itemCluster: number[] = []
  for (let image = 0; image < imageCount; image++) {
    const difficulty = 0.6 * random() ** 2
    for (let left = 2 + randomInt(random, 3); left > 0; left--) {
      const truth = randomInt(random, 3)
      const first = randomInt(random, raterCount)
      for (let vote = 0; vote < votesPerItem; vote++) {
        item.push(itemCluster.length)
        rater.push((first + vote) % raterCount)
        answer.push(random() < difficulty ? randomInt(random, 3) : truth)
      }
      itemCluster.push(image)
    }
  }
  const itemCount = itemCluster.length
  const votes = voteTable({ itemCount, raterCount, answerCount: 3, item, rater, answer })
  return { votes, itemCluster: Int32Array.from(itemCluster), clusterCount: imageCount }
}

/** Returns the votes on the selected items as a table of its own. */
function onlyItems(votes: VoteTable, isKept: (item: number) => boolean): VoteTable {
  const columns = { item: [] as number[], rater: [] as number[], answer: [] as number[] }
  for (let item = 0; item < votes.itemCount; item++) {
    for (let index = votes.itemStart[item]!; isKept(item) && index < votes.itemStart[item + 1]!; index++) {
      columns.item.push(item)
      columns.rater.push(Math.floor(votes.code[index]! / votes.answerCount))
      columns.answer.push(votes.code[index]! % votes.answerCount)
    }
  }
  const { itemCount, raterCount, answerCount } = votes
  return voteTable({ itemCount, raterCount, answerCount, ...columns })
}

const world = simulated(seededRandom(21), { imageCount: 120, raterCount: 7, votesPerItem: 4 })
const { votes, itemCluster, clusterCount } = world
const options = { itemCluster, clusterCount, seed: 3, replicates: 100 }
const itemStratum = Int32Array.from({ length: votes.itemCount }, (_, item) => (item % 4) - 1)

describe('agreementByStratum', () => {
  it("equals the measures of the stratum's items alone", () => {
    const strata = agreementByStratum(votes, { ...options, itemStratum, stratumCount: 4 })
    expect(strata).toHaveLength(4)
    for (const stratum of [0, 1, 2]) {
      const alone = onlyItems(votes, (item) => itemStratum[item] === stratum)
      const raw = rawAgreement(alone)
      const found = strata[stratum]!
      expect(found).toMatchObject({ voteCount: alone.voteCount, itemCount: alone.voteCount / 4 })
      expect(found.pairCount).toBe(raw.pairCount)
      expect(found.rawAgreement.value).toBe(raw.share)
      expect(found.fleissKappa.value).toBeCloseTo(fleissKappa(alone).kappa ?? Number.NaN, 12)
      const matrix = coincidenceMatrix(alone)
      expect(found.alphaNominal.value).toBeCloseTo(krippendorffAlpha(matrix, 'nominal') ?? Number.NaN, 12)
      expect(found.alphaOrdinal.value).toBeCloseTo(krippendorffAlpha(matrix, 'ordinal') ?? Number.NaN, 12)
    }
  })
  it('returns null figures and zero counts for a stratum without items', () => {
    const [, , , empty] = agreementByStratum(votes, { ...options, itemStratum, stratumCount: 4 })
    expect(empty).toEqual({
      ...{ itemCount: 0, voteCount: 0, pairCount: 0, clusterCount: 0 },
      ...{ alphaNominal: undefinedMeasure, alphaOrdinal: undefinedMeasure },
      ...{ fleissKappa: undefinedMeasure, rawAgreement: undefinedMeasure },
    })
  })
  it('returns the same intervals for the same seed only, whatever other strata there are', () => {
    const three = agreementByStratum(votes, { ...options, itemStratum, stratumCount: 3 })
    expect(agreementByStratum(votes, { ...options, itemStratum, stratumCount: 3 })).toEqual(three)
    expect(agreementByStratum(votes, { ...options, seed: 4, itemStratum, stratumCount: 3 })).not.toEqual(three)
    const second = itemStratum.map((stratum) => (stratum === 1 ? 0 : -1))
    expect(agreementByStratum(votes, { ...options, itemStratum: second, stratumCount: 1 })).toEqual([three[1]!])
  })
  it('has a value but no interval with one cluster, and no alpha with one answer', () => {
    const alike = votesOfRaters(['aab', 'aab'], 'ab')
    const one = agreementOverall(alike, { ...options, itemCluster: new Int32Array(3), clusterCount: 1 })
    expect(one.alphaNominal).toEqual({ value: 1, interval: null, replicates: 0 })
    const sole = agreementOverall(votesOfRaters(['bb', 'bb'], 'ab'), {
      ...options,
      itemCluster: Int32Array.of(0, 1),
      clusterCount: 2,
    })
    expect(sole).toMatchObject({ alphaNominal: undefinedMeasure, fleissKappa: undefinedMeasure })
    expect(sole.rawAgreement).toEqual({ value: 1, interval: [1, 1], replicates: 100 })
  })
  it('bases the interval on the replicates in which the figure is defined, and counts them', () => {
    // Of two images, one all yes and one all no, half of the replicates contain one image twice.
    const alike = votesOfRaters(['ab', 'ab'], 'ab')
    const two = { itemCluster: Int32Array.of(0, 1), clusterCount: 2, seed: 1, replicates: 1_000 }
    const { alphaNominal } = agreementOverall(alike, two)
    expect(Math.abs(alphaNominal.replicates - 500)).toBeLessThan(60)
    expect(alphaNominal.value).toBe(1)
  })
  it('rejects columns that do not match the votes, and invalid options', () => {
    const short = new Int32Array(3)
    expect(() => agreementOverall(votes, { ...options, itemCluster: short })).toThrow(RangeError)
    expect(() => agreementOverall(votes, { ...options, clusterCount: 5 })).toThrow(RangeError)
    expect(() => agreementByStratum(votes, { ...options, itemStratum, stratumCount: 2 })).toThrow(RangeError)
    for (const wrong of [{ replicates: 0 }, { replicates: 1.5 }, { level: 1 }, { seed: -1 }]) {
      expect(() => agreementOverall(votes, { ...options, ...wrong })).toThrow(RangeError)
    }
  })
  it('has intervals with the nominal coverage of the true value', () => {
    const shape = { raterCount: 9, votesPerItem: 4 }
    const large = simulated(seededRandom(1), { ...shape, imageCount: 60_000 })
    const truth = {
      alphaNominal: krippendorffAlpha(coincidenceMatrix(large.votes), 'nominal') ?? Number.NaN,
      alphaOrdinal: krippendorffAlpha(coincidenceMatrix(large.votes), 'ordinal') ?? Number.NaN,
      fleissKappa: fleissKappa(large.votes).kappa ?? Number.NaN,
      rawAgreement: rawAgreement(large.votes).share ?? Number.NaN,
    }
    const held = { alphaNominal: 0, alphaOrdinal: 0, fleissKappa: 0, rawAgreement: 0 }
    const names = ['alphaNominal', 'alphaOrdinal', 'fleissKappa', 'rawAgreement'] as const
    const random = seededRandom(77)
    for (let trial = 0; trial < 300; trial++) {
      const small = simulated(random, { ...shape, imageCount: 100 })
      const found = agreementOverall(small.votes, { ...small, seed: trial, replicates: 200 })
      for (const name of names) {
        const [low, high] = found[name].interval ?? [Number.NaN, Number.NaN]
        if (low <= truth[name] && truth[name] <= high) held[name]++
      }
    }
    for (const name of names) {
      expect(held[name] / 300).toBeGreaterThan(0.9)
      expect(held[name] / 300).toBeLessThan(0.985)
    }
  })
})

describe('agreementByRater', () => {
  const raters = agreementByRater(votes, options)
  const overall = agreementOverall(votes, options)
  it("averages, weighted by the raters' votes, to the overall agreement", () => {
    for (const name of ['alphaNominal', 'alphaOrdinal', 'fleissKappa', 'rawAgreement'] as const) {
      const sum = raters.reduce((total, rater) => total + rater.voteCount * (rater[name].value ?? Number.NaN), 0)
      expect(sum / votes.voteCount).toBeCloseTo(overall[name].value ?? Number.NaN, 12)
    }
    expect(raters.reduce((sum, { pairCount }) => sum + pairCount, 0)).toBe(2 * overall.pairCount)
    expect(raters.reduce((sum, { voteCount }) => sum + voteCount, 0)).toBe(overall.voteCount)
  })
  it('matches a hand-computed case of three raters', () => {
    const three = votesOfRaters(['aab.', 'abba', 'ab..'], 'ab')
    const clusters = { ...options, itemCluster: Int32Array.of(0, 1, 2, 3), clusterCount: 4 }
    const [first, second, third] = agreementByRater(three, clusters)
    expect([first!, second!, third!].map((rater) => [rater.itemCount, rater.voteCount, rater.pairCount])).toEqual([
      [3, 3, 5],
      [3, 3, 5],
      [2, 2, 4],
    ])
    expect([first!, second!, third!].map((rater) => rater.rawAgreement.value)).toEqual([3 / 5, 4 / 5, 3 / 4])
    // Eight votes with a partner, 4 a and 4 b: chance disagreement 2 * 4 * 4 / (8 * 7). The first disagrees on 1 of 3.
    expect(first!.alphaNominal.value).toBeCloseTo(1 - 1 / 3 / (32 / 56), 12)
    expect(second!.alphaNominal.value).toBeCloseTo(1 - 0.5 / 3 / (32 / 56), 12)
    expect(third!.alphaNominal.value).toBeCloseTo(1 - 0.5 / 2 / (32 / 56), 12)
  })
  it('ranks a rater who answers at random below all others, with a separate interval', () => {
    const random = seededRandom(8)
    const columns = { item: [] as number[], rater: [] as number[], answer: [] as number[] }
    for (let item = 0; item < 400; item++) {
      const truth = randomInt(random, 3)
      for (let rater = 0; rater < 4; rater++) {
        columns.item.push(item)
        columns.rater.push(rater)
        columns.answer.push(rater === 2 || random() < 0.1 ? randomInt(random, 3) : truth)
      }
    }
    const withSpammer = voteTable({ itemCount: 400, raterCount: 5, answerCount: 3, ...columns })
    const clusters = { ...options, itemCluster: Int32Array.from({ length: 400 }, (_, item) => item), clusterCount: 400 }
    const found = agreementByRater(withSpammer, clusters)
    const spammer = found[2]!.alphaNominal.interval?.[1] ?? Number.NaN
    for (const honest of [0, 1, 3]) expect(found[honest]!.alphaNominal.interval?.[0]).toBeGreaterThan(spammer)
    expect(found[4]).toMatchObject({ voteCount: 0, clusterCount: 0, alphaNominal: undefinedMeasure })
  })
})

describe('a single item', () => {
  const one = voteTable({
    itemCount: 2,
    raterCount: 3,
    answerCount: 3,
    item: [0, 0, 0, 1],
    rater: [0, 1, 2, 0],
    answer: [0, 0, 2, 2],
  })
  const of = { itemCluster: Int32Array.of(0, 1), clusterCount: 2, seed: 1, replicates: 10 }

  it('has raw agreement, but no alpha or kappa, which would be 0 whatever raters answer', () => {
    const found = agreementOverall(one, of)
    expect(found).toMatchObject({ itemCount: 1, voteCount: 3, pairCount: 3, rawAgreement: { value: 1 / 3 } })
    for (const name of ['alphaNominal', 'alphaOrdinal', 'fleissKappa'] as const)
      expect(found[name]).toEqual(undefinedMeasure)
  })

  it('has an alpha for each rater, whose chance agreement is that of all votes', () => {
    const both = voteTable({
      ...{ itemCount: 2, raterCount: 3, answerCount: 3 },
      item: [0, 0, 1, 1],
      rater: [0, 1, 1, 2],
      answer: [0, 0, 0, 2],
    })
    expect(agreementByRater(both, of).map(({ itemCount, alphaNominal }) => [itemCount, alphaNominal.value])).toEqual([
      [1, 1],
      [2, expect.any(Number)],
      [1, expect.any(Number)],
    ])
  })
})
