import { describe, expect, it } from 'vitest'
import { noGoldenAnswers } from '@/lib/aggregation/testing/made-input'
import { permutation, randomInt, seededRandom } from '@/lib/numeric/seeded-random'
import { type AggregationInput, CannotAggregate } from './aggregation-method'
import { calibrated, calibratedDefaults } from './calibrated'
import { voteTable } from './vote-table'

type GoldenRow = [person: number, candidate: number, answer: number, isExpert: number]

const golden = (rows: GoldenRow[]) => ({
  person: Int32Array.from(rows, (row) => row[0]),
  candidate: Int32Array.from(rows, (row) => row[1]),
  answer: Uint8Array.from(rows, (row) => row[2]),
  isExpert: Uint8Array.from(rows, (row) => row[3]),
})

const expertRows: GoldenRow[] = [
  [0, 0, 2, 1],
  [0, 1, 0, 1],
]
// Rater 0 is right on both golden candidates; rater 1 answered neither.
const raterRows: GoldenRow[] = [
  [0, 0, 2, 0],
  [0, 1, 0, 0],
]

/** Candidates 0 and 1 are golden; candidate 2 has a yes from each rater, candidate 3 a no from rater 0. */
const tiny: AggregationInput = {
  votes: voteTable({
    itemCount: 4,
    raterCount: 2,
    answerCount: 3,
    item: [2, 2, 3],
    rater: [0, 1, 0],
    answer: [2, 2, 0],
  }),
  goldenAnswers: golden([...expertRows, ...raterRows]),
  candidateImage: new Int32Array(4),
  candidateClass: Int32Array.of(0, 1, 2, 3),
  candidateIsOriginal: Uint8Array.of(1, 0, 1, 0),
}

describe('calibrated, worked by hand', () => {
  it("weights a vote by its rater's smoothed counts, or by the mean matrix if the rater has none", () => {
    const result = calibrated(tiny, calibratedDefaults)
    // One golden answer per truth: (1 + 1) / (1 + 3) for the right answer, 1 / 4 for the others.
    const matrix = [0.5, 0.25, 0.25, 0.25, 0.25, 0.5]
    expect(Array.from(result.raters.probability ?? [])).toEqual([...matrix, ...matrix])
    expect(Array.from(result.raters.goldenAnswerCount)).toEqual([2, 0])
    expect(Array.from(result.prior ?? [])).toEqual([0.5, 0.5])
    // Even odds without votes; 2 · 2 for two yeses; 1 / 2 for one no.
    expect(Array.from(result.score)).toEqual([0.5, 0.5, expect.closeTo(4 / 5, 14), expect.closeTo(1 / 3, 14)])
    // P(yes, yes) = ½ (½² + ¼²), P(no) = ½ (½ + ¼), and no votes have probability 1.
    expect(result.logLikelihood).toBeCloseTo(Math.log(0.5 * (0.25 + 0.0625)) + Math.log(0.375), 13)
  })
  it('uses a given prior, also for a candidate without votes', () => {
    expect(calibrated(tiny, { ...calibratedDefaults, prior: 0.2 }).score[0]).toBeCloseTo(0.2, 14)
  })
  it('takes the prior from randomly drawn golden candidates, not from images chosen by an admin', () => {
    const input = { ...tiny, goldenAnswers: golden([...expertRows, ...raterRows, [0, 3, 2, 1]]) }
    expect(calibrated(input, calibratedDefaults).prior?.[1]).toBeCloseTo(2 / 3, 14)
    expect(calibrated({ ...input, isChosen: Uint8Array.of(0, 0, 0, 1) }, calibratedDefaults).prior?.[1]).toBe(0.5)
  })
  it('takes the prior from golden candidates with votes as soon as they differ, not from those nobody was asked about', () => {
    // Besides candidates 0 (holds) and 1 (does not), both without votes: 2 and 3 do not hold, 4 holds.
    const votes = voteTable({
      ...{ itemCount: 5, raterCount: 2, answerCount: 3 },
      ...{ item: [2, 2, 3, 4], rater: [0, 1, 0, 0], answer: [2, 2, 0, 2] },
    })
    const shape = { candidateImage: new Int32Array(5), candidateClass: Int32Array.of(0, 1, 2, 3, 4) }
    const given = { ...tiny, votes, ...shape, candidateIsOriginal: Uint8Array.of(1, 0, 1, 0, 0) }
    const priorWith = (more: GoldenRow[]) =>
      calibrated({ ...given, goldenAnswers: golden([...expertRows, ...raterRows, ...more]) }, calibratedDefaults)
        .prior![1]
    const ofVoted: GoldenRow[] = [
      [0, 2, 0, 1],
      [0, 3, 0, 1],
    ]
    expect(priorWith(ofVoted)).toBe(1 / 4)
    expect(priorWith([...ofVoted, [0, 4, 2, 1]])).toBeCloseTo(1 / 3, 14)
  })
  it('uses the original label as evidence only for candidates of its classes', () => {
    const originalLabel = { firstClass: 2, lastClass: 2, minimumYes: 1 }
    const result = calibrated(tiny, { ...calibratedDefaults, originalLabel })
    expect(result.annotators[0]!.probability).toEqual([
      [0.5, 0.25, 0.25],
      [0.25, 0.25, 0.5],
    ])
    expect(Array.from(result.score)).toEqual([0.5, 0.5, expect.closeTo(8 / 9, 14), expect.closeTo(1 / 3, 14)])
  })
  it('requires the configured number of yeses from experts', () => {
    const rows: GoldenRow[] = [
      [0, 0, 2, 1],
      [1, 0, 2, 1],
      [2, 0, 0, 1],
      [0, 1, 2, 1],
      [1, 1, 1, 1],
      [2, 1, 0, 1],
      ...raterRows,
    ]
    const input = { ...tiny, goldenAnswers: golden(rows) }
    expect(calibrated(input, calibratedDefaults).prior?.[1]).toBe(0.5)
    expect(() => calibrated(input, { ...calibratedDefaults, minimumYes: 1 })).toThrow(CannotAggregate)
    expect(() => calibrated(input, { ...calibratedDefaults, minimumYes: 3 })).toThrow(CannotAggregate)
  })
})

describe('calibrated, without enough golden answers', () => {
  it.each([
    ['no golden answers at all', noGoldenAnswers, 'golden answers from experts'],
    ['answers of raters only', golden(raterRows), 'golden answers from experts'],
    ['answers of experts only', golden(expertRows), 'Add gold questions first'],
    ['only candidates that hold', golden([expertRows[0]!, raterRows[0]!]), 'not apply'],
  ])('says what is missing and what to do: %s', (_case, goldenAnswers, message) => {
    const run = () => calibrated({ ...tiny, goldenAnswers }, calibratedDefaults)
    expect(run).toThrow(CannotAggregate)
    expect(run).toThrow(message)
  })
  it('refuses columns that do not fit together', () => {
    expect(() => calibrated({ ...tiny, candidateClass: new Int32Array(3) }, calibratedDefaults)).toThrow(RangeError)
    const stranger = golden([...expertRows, [2, 0, 2, 0]])
    expect(() => calibrated({ ...tiny, goldenAnswers: stranger }, calibratedDefaults)).toThrow('Golden answer 2')
  })
})

/** Raters of known quality on candidates of known truth; every tenth candidate is golden. */
function planted(seed: number, candidateCount: number, raterCount: number) {
  const random = seededRandom(seed)
  const truth = Uint8Array.from({ length: candidateCount }, () => (random() < 0.3 ? 1 : 0))
  const accuracy = Float64Array.from({ length: raterCount }, (_, rater) => 0.6 + (0.35 * rater) / raterCount)
  const vote = (rater: number, candidate: number) => {
    if (random() < 0.1) return 1
    return random() < accuracy[rater]! === (truth[candidate] === 1) ? 2 : 0
  }
  const columns = { item: [] as number[], rater: [] as number[], answer: [] as number[] }
  const rows: GoldenRow[] = []
  for (let candidate = 0; candidate < candidateCount; candidate++) {
    const first = randomInt(random, raterCount)
    for (let turn = 0; turn < 5; turn++) {
      const rater = (first + turn) % raterCount
      columns.item.push(candidate)
      columns.rater.push(rater)
      columns.answer.push(vote(rater, candidate))
    }
    if (candidate % 10 > 0) continue
    rows.push([0, candidate, truth[candidate]! * 2, 1])
    for (let rater = 0; rater < raterCount; rater++) rows.push([rater, candidate, vote(rater, candidate), 0])
  }
  const input: AggregationInput = {
    votes: voteTable({ itemCount: candidateCount, raterCount, answerCount: 3, ...columns }),
    goldenAnswers: golden(rows),
    candidateImage: new Int32Array(candidateCount),
    candidateClass: new Int32Array(candidateCount),
    candidateIsOriginal: new Uint8Array(candidateCount),
  }
  return { input, columns, truth, accuracy }
}

describe('calibrated, invariants', () => {
  const { input, columns, truth, accuracy } = planted(11, 4_000, 10)
  const result = calibrated(input, calibratedDefaults)

  it('gives rows that sum to one', () => {
    for (let candidate = 0; candidate < 4_000; candidate++) {
      expect((result.posterior?.[2 * candidate] ?? 0) + (result.posterior?.[2 * candidate + 1] ?? 0)).toBeCloseTo(1, 12)
    }
    const probability = result.raters.probability ?? new Float64Array()
    for (let row = 0; row < probability.length; row += 3) {
      expect(probability[row]! + probability[row + 1]! + probability[row + 2]!).toBeCloseTo(1, 12)
    }
  })
  it('does not depend on the order of votes', () => {
    const order = Array.from(permutation(seededRandom(2), columns.item.length))
    const pick = (column: number[]) => order.map((index) => column[index]!)
    const votes = voteTable({
      itemCount: 4_000,
      raterCount: 10,
      answerCount: 3,
      item: pick(columns.item),
      rater: pick(columns.rater),
      answer: pick(columns.answer),
    })
    const again = calibrated({ ...input, votes }, calibratedDefaults)
    again.score.forEach((score, candidate) => {
      expect(score).toBeCloseTo(result.score[candidate]!, 12)
    })
  })
  it('recovers the planted accuracy of the raters', () => {
    accuracy.forEach((planned, rater) => {
      const yesWhenTrue = result.raters.probability?.[rater * 6 + 5] ?? 0
      expect(Math.abs(yesWhenTrue - 0.9 * planned)).toBeLessThan(0.15)
    })
  })
  it('decides fewer than 12% of the candidates wrongly', () => {
    const mistakes = result.score.reduce(
      (sum, score, candidate) => sum + Math.abs(Math.round(score) - truth[candidate]!),
      0,
    )
    expect(mistakes / 4_000).toBeLessThan(0.12)
  })
})
