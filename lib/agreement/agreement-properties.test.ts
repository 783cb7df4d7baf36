import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type VoteColumns, voteTable } from '@/lib/aggregation/vote-table'
import { permutation, seededRandom } from '@/lib/numeric/seeded-random'
import { type Agreement, agreementByRater, agreementByStratum, agreementOverall } from './agreement-by-stratum'
import { cohenKappaByPair } from './cohen-kappa'
import { coincidenceMatrix, fleissKappa, krippendorffAlpha, rawAgreement } from './testing/reference-measures'

type Columns = VoteColumns & { item: number[]; rater: number[]; answer: number[] }

const metrics = ['nominal', 'ordinal', 'interval', 'ratio'] as const
const seeds = fc.integer({ min: 0, max: 0xffffffff })

/** At most one vote per rater and item, with many missing. */
const votesOf = (answerOf: (item: number, answer: number) => number) =>
  fc
    .record({
      itemCount: fc.integer({ min: 1, max: 9 }),
      raterCount: fc.integer({ min: 1, max: 5 }),
      answerCount: fc.integer({ min: 1, max: 4 }),
    })
    .chain(({ itemCount, raterCount, answerCount }) => {
      const cell = fc.option(fc.integer({ min: 0, max: answerCount - 1 }), { freq: 3 })
      const cells = fc.array(cell, { minLength: itemCount * raterCount, maxLength: itemCount * raterCount })
      return cells.map((given): Columns => {
        const votes = given.flatMap((answer, index) => {
          const item = index % itemCount
          const chosen = answer === null ? null : answerOf(item, answer) % answerCount
          return chosen === null ? [] : [{ item, rater: Math.floor(index / itemCount), answer: chosen }]
        })
        const item = votes.map((vote) => vote.item)
        const rater = votes.map((vote) => vote.rater)
        return { itemCount, raterCount, answerCount, item, rater, answer: votes.map(({ answer }) => answer) }
      })
    })

const anyVotes = votesOf((_, answer) => answer)
const unanimousVotes = votesOf((item) => item)

const clustersOf = ({ itemCount }: Columns) => ({
  itemCluster: Int32Array.from({ length: itemCount }, (_, item) => item % 3),
  ...{ clusterCount: 3, seed: 1, replicates: 5 },
})

const valuesOf = (agreement: Agreement) => [
  ...[agreement.itemCount, agreement.voteCount, agreement.pairCount],
  ...[agreement.alphaNominal, agreement.alphaOrdinal].map(({ value }) => value),
  ...[agreement.fleissKappa, agreement.rawAgreement].map(({ value }) => value),
]

/** All figures that do not depend on the order of raters. */
function figures(columns: Columns): (number | null)[] {
  const votes = voteTable(columns)
  const coincidences = coincidenceMatrix(votes)
  return [
    ...metrics.map((metric) => krippendorffAlpha(coincidences, metric)),
    ...Object.values(fleissKappa(votes)),
    ...Object.values(rawAgreement(votes)),
    ...valuesOf(agreementOverall(votes, clustersOf(columns))),
  ]
}

function expectSame(found: (number | null)[], expected: (number | null)[]) {
  expect(found).toHaveLength(expected.length)
  found.forEach((value, index) => {
    if (value === null || expected[index] === null) expect(value).toBe(expected[index])
    else expect(value).toBeCloseTo(expected[index]!, 10)
  })
}

describe('every measure of agreement', () => {
  it('does not depend on the order of votes', () => {
    fc.assert(
      fc.property(anyVotes, seeds, (columns, seed) => {
        const order = Array.from(permutation(seededRandom(seed), columns.item.length))
        const pick = (column: number[]) => order.map((index) => column[index]!)
        const { item, rater, answer } = columns
        const mixed = { ...columns, item: pick(item), rater: pick(rater), answer: pick(answer) }
        expectSame(figures(mixed), figures(columns))
      }),
    )
  })
  it('does not depend on the order of items', () => {
    fc.assert(
      fc.property(anyVotes, seeds, (columns, seed) => {
        const newItem = permutation(seededRandom(seed), columns.itemCount)
        expectSame(figures({ ...columns, item: columns.item.map((item) => newItem[item]!) }), figures(columns))
      }),
    )
  })
  it('does not depend on the numbering of raters, which figures by rater and by pair follow', () => {
    fc.assert(
      fc.property(anyVotes, seeds, (columns, seed) => {
        const newRater = permutation(seededRandom(seed), columns.raterCount)
        const renamed = { ...columns, rater: columns.rater.map((rater) => newRater[rater]!) }
        expectSame(figures(renamed), figures(columns))
        const before = agreementByRater(voteTable(columns), clustersOf(columns))
        const after = agreementByRater(voteTable(renamed), clustersOf(columns))
        before.forEach((agreement, rater) => {
          expectSame(valuesOf(after[newRater[rater]!]!), valuesOf(agreement))
        })
        const pairs = cohenKappaByPair(voteTable(columns))
        const renamedPairs = cohenKappaByPair(voteTable(renamed))
        expect(renamedPairs).toHaveLength(pairs.length)
        for (const pair of pairs) {
          const [raterA, raterB] = [newRater[pair.raterA]!, newRater[pair.raterB]!].sort((one, other) => one - other)
          const same = renamedPairs.find((other) => other.raterA === raterA && other.raterB === raterB)
          expect(same?.sharedItems).toBe(pair.sharedItems)
          expectSame(
            [same?.kappa.value ?? null, same?.agreement.value ?? null],
            [pair.kappa.value, pair.agreement.value],
          )
        }
      }),
    )
  })
  it('is null or at most 1 and never NaN, including its intervals', () => {
    fc.assert(
      fc.property(anyVotes, (columns) => {
        const votes = voteTable(columns)
        const options = clustersOf(columns)
        const itemStratum = options.itemCluster.map((cluster) => cluster - 1)
        const pairs = cohenKappaByPair(votes, { bootstrap: options })
        const agreements = [
          ...[agreementOverall(votes, options), ...agreementByRater(votes, options)],
          ...agreementByStratum(votes, { ...options, itemStratum, stratumCount: 2 }),
        ]
        const measures = [
          ...agreements.flatMap((of) => [of.alphaNominal, of.alphaOrdinal, of.fleissKappa, of.rawAgreement]),
          ...pairs.flatMap(({ kappa, agreement }) => [kappa, agreement]),
        ]
        const alphas = metrics.map((metric) => krippendorffAlpha(coincidenceMatrix(votes), metric))
        for (const value of [
          ...alphas,
          ...measures.flatMap((measure) => [measure.value, ...(measure.interval ?? [])]),
        ]) {
          expect(value === null || value <= 1 + 1e-12).toBe(true)
        }
      }),
    )
  })
  it('is 1 if all votes on each item are equal, and null only without pairs or with a single answer', () => {
    fc.assert(
      fc.property(unanimousVotes, (columns) => {
        const votes = voteTable(columns)
        const coincidences = coincidenceMatrix(votes)
        const usedAnswers = coincidences.matrix.filter((value) => value > 0).length
        const expected = usedAnswers > 1 ? 1 : null
        for (const metric of metrics) expect(krippendorffAlpha(coincidences, metric)).toBe(expected)
        expect(fleissKappa(votes).kappa).toBe(expected)
        const overall = agreementOverall(votes, clustersOf(columns))
        expect([overall.alphaNominal.value, overall.alphaOrdinal.value]).toEqual([expected, expected])
        expect(overall.rawAgreement.value).toBe(usedAnswers > 0 ? 1 : null)
      }),
    )
  })
})
