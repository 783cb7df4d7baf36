import { describe, expect, it } from 'vitest'
import { noGoldenAnswers } from '@/lib/aggregation/testing/made-input'
import { seededRandom } from '@/lib/numeric/seeded-random'
import type { AggregationInput } from './aggregation-method'
import { runAllInThisThread } from './all-kernels'
import { bootstrapScores } from './bootstrap'
import { jointEvidence } from './evidence'
import { singleThreadContext } from './kernels'
import { reassess, reassessDefaults } from './reassess'
import { semiSupervisedMethod } from './semi-supervised'
import { simulatedVotes } from './simulated-votes'
import { voteTable } from './vote-table'

const candidatesPerImage = 5
const classCount = 20

/** Images of five candidates each; the first is the original label, which is right more often for even classes. */
function planted(seed: number, imageCount: number) {
  const random = seededRandom(seed)
  const itemCount = imageCount * candidatesPerImage
  const { votes, truth } = simulatedVotes({
    itemCount,
    raterCount: 15,
    answerCount: 3,
    votesPerItem: 3,
    classPrior: [0.75, 0.25],
    matrices: (rater) => {
      const wrong = 0.1 + 0.015 * rater
      return Float64Array.of(0.9 - wrong, 0.1, wrong, wrong, 0.1, 0.9 - wrong)
    },
    seed,
  })
  const candidateClass = Int32Array.from({ length: itemCount }, () => Math.floor(random() * classCount))
  const says = (right: number) =>
    Uint8Array.from(truth, (holds, item) => {
      const isRight = random() < (candidateClass[item]! % 2 === 0 ? right : 0.6)
      return Number(isRight === (holds === 1))
    })
  const input: AggregationInput = {
    votes,
    goldenAnswers: noGoldenAnswers,
    candidateImage: Int32Array.from({ length: itemCount }, (_, item) => Math.floor(item / candidatesPerImage)),
    candidateClass,
    candidateIsOriginal: says(0.95),
    groups: { candidateGroup: candidateClass.map((index) => index % 2), names: ['even', 'odd'] },
    models: [{ name: 'model', isTop1: says(0.9) }],
  }
  return { input, truth }
}

const mistakes = (score: Float64Array, truth: Uint8Array) =>
  truth.reduce((sum, holds, item) => sum + Number(score[item]! >= 0.5 !== (holds === 1)), 0)

describe('reassess', () => {
  const { input, truth } = planted(1, 1_000)
  const result = reassess(input, reassessDefaults, singleThreadContext)

  it('makes fewer mistakes with each source of evidence', () => {
    const { models: _, ...withoutModels } = input
    const alone = reassess(
      input,
      { ...reassessDefaults, useOriginalLabel: false, useModels: false },
      singleThreadContext,
    )
    const withLabel = reassess(withoutModels, reassessDefaults, singleThreadContext)
    expect(mistakes(withLabel.score, truth)).toBeLessThan(0.8 * mistakes(alone.score, truth))
    expect(mistakes(result.score, truth)).toBeLessThan(mistakes(withLabel.score, truth))
  })
  it('learns for which classes evidence is reliable', () => {
    const rightWhereItHolds = (name: string, group: string) =>
      result.annotators.find((one) => one.name === name && one.group === group)?.probability[1]?.[1]
    expect(rightWhereItHolds('Original label', 'even')).toBeGreaterThan(0.9)
    expect(rightWhereItHolds('Original label', 'odd')).toBeLessThan(0.7)
    expect(rightWhereItHolds('model', 'even')).toBeGreaterThan(0.85)
  })
  it('learns in which classes candidates seldom hold', () => {
    const world = planted(3, 1_500)
    const itemCount = world.truth.length
    // Half of the classes have a tenth of the candidates that hold.
    const often = Array.from(world.truth.keys()).filter((item) => world.truth[item] === 1)
    const seldom = Array.from(world.truth.keys()).filter((item) => world.truth[item] === 0)
    const candidateClass = new Int32Array(itemCount)
    for (const [at, item] of often.entries()) candidateClass[item] = at % 10 === 0 ? at % 4 : 4 + (at % 4)
    for (const [at, item] of seldom.entries()) candidateClass[item] = at % 8
    const { models: _, groups: __, ...given } = { ...world.input, candidateClass }
    const onlyVotes = { ...reassessDefaults, useOriginalLabel: false }
    const found = reassess(given, onlyVotes, singleThreadContext)
    const alike = reassess(given, { ...onlyVotes, priorPooling: 1e6 }, singleThreadContext)
    expect(mistakes(found.score, world.truth)).toBeLessThan(0.9 * mistakes(alike.score, world.truth))
    expect(found.prior![1]).toBeCloseTo(0.25, 1)
  })
  it('never lowers the likelihood', () => {
    expect(result.history.length).toBeGreaterThan(3)
    for (let step = 1; step < result.history.length; step++)
      expect(result.history[step]).toBeGreaterThanOrEqual(result.history[step - 1]!)
  })
  it.each([1, 2, 3, 4])('iterates until steps are negligible, even if the likelihood alone would fall: %i', (seed) => {
    const given = planted(seed, 800).input
    const found = reassess(given, reassessDefaults, singleThreadContext)
    expect(found).toMatchObject({
      converged: true,
      stopReason: 'The objective per vote rose by less than 1e-7.',
    })
    const further = reassess(
      given,
      { ...reassessDefaults, tolerance: 1e-12, maxIterations: 1_000 },
      singleThreadContext,
    )
    const moved = found.score.reduce((most, score, item) => Math.max(most, Math.abs(score - further.score[item]!)), 0)
    expect(moved).toBeLessThan(0.01)
  })
  it('converges on small sets, where the whole M-step would lower the objective near the maximum', () => {
    const found = Array.from({ length: 40 }, (_, seed) =>
      reassess(planted(100 + seed, 12).input, reassessDefaults, singleThreadContext),
    )
    expect(found.filter(({ converged }) => !converged)).toEqual([])
  })
  it('gives the same with more raters who have no votes', () => {
    const given = planted(5, 40).input
    const more = { ...given, votes: { ...given.votes, raterCount: given.votes.raterCount + 4 } }
    const [found, other] = [given, more].map((of) => reassess(of, reassessDefaults, singleThreadContext))
    expect(other!.score).toEqual(found!.score)
    expect(other!.history).toEqual(found!.history)
  })
  it('gives the same with more groups of classes that have no candidates', () => {
    const given = planted(5, 40).input
    const { groups } = given
    const more = { ...given, groups: { ...groups!, names: [...groups!.names, 'empty', 'empty too'] } }
    const [found, other] = [given, more].map((of) => reassess(of, reassessDefaults, singleThreadContext))
    expect(other!.score).toEqual(found!.score)
    expect(other!.history).toEqual(found!.history)
  })
  it('gives the same whether or not candidates without votes are of classes and groups of their own', () => {
    const { input: given } = planted(5, 40)
    const { itemCount, itemStart } = given.votes
    const rated = itemCount - 20
    const votes = { ...given.votes, itemStart: itemStart.map((start) => Math.min(start, itemStart[rated]!)) }
    const own = (values: Int32Array, other: number) => values.map((value, item) => (item < rated ? value : other))
    const { candidateGroup, names } = given.groups!
    const known = { ...given, votes: { ...votes, voteCount: itemStart[rated]! } }
    const other = {
      ...known,
      candidateClass: own(given.candidateClass, classCount),
      groups: { candidateGroup: own(candidateGroup, 2), names: [...names, 'unrated'] },
    }
    const [one, two] = [known, other].map((of) => reassess(of, reassessDefaults, singleThreadContext))
    expect(two!.score.subarray(0, rated)).toEqual(one!.score.subarray(0, rated))
    expect(two!.history).toEqual(one!.history)
  })
  it('keeps the truth of golden candidates unless switched off', () => {
    const goldenAnswers = {
      person: Int32Array.of(0, 0, 3),
      candidate: Int32Array.of(0, 1, 0),
      answer: Uint8Array.of(truth[0] === 1 ? 0 : 2, 2, 0),
      isExpert: Uint8Array.of(1, 1, 0),
    }
    const withGolden = reassess({ ...input, goldenAnswers }, reassessDefaults, singleThreadContext)
    expect(Array.from(withGolden.score.subarray(0, 2))).toEqual([1 - truth[0]!, 1])
    expect(withGolden.raters.goldenAnswerCount[3]).toBe(1)
    const withoutGolden = reassess(
      { ...input, goldenAnswers },
      { ...reassessDefaults, useGolden: false },
      singleThreadContext,
    )
    expect(Array.from(withoutGolden.score)).toEqual(Array.from(result.score))
  })
  it('learns nothing from golden candidates without votes, nor does the semi-supervised method', () => {
    const { itemCount, itemStart, code, answerCount } = input.votes
    const items = Array.from({ length: itemCount }, (_, item) =>
      new Array<number>(itemStart[item + 1]! - itemStart[item]!).fill(item),
    ).flat()
    const kept = Array.from(items.keys()).filter((vote) => items[vote]! % 10 > 0)
    const votes = voteTable({
      ...input.votes,
      item: kept.map((vote) => items[vote]!),
      rater: kept.map((vote) => Math.floor(code[vote]! / answerCount)),
      answer: kept.map((vote) => code[vote]! % answerCount),
    })
    // Without votes as if models and the original label agreed, so nearly all hold; two golden candidates have votes.
    const candidate = Int32Array.from([1, 2, ...Array.from(truth.keys()).filter((item) => item % 10 === 0)])
    const goldenOf = (count: number) => ({
      ...{ person: new Int32Array(count), candidate: candidate.slice(0, count) },
      ...{ answer: Uint8Array.from({ length: count }, (_, at) => (at === 0 ? 0 : 2)) },
      isExpert: new Uint8Array(count).fill(1),
    })
    const withGolden = (count: number) => ({ ...input, votes, goldenAnswers: goldenOf(count) })
    for (const scoreOf of [
      (given: AggregationInput) => reassess(given, reassessDefaults, singleThreadContext).score,
      (given: AggregationInput) =>
        semiSupervisedMethod.run(given, semiSupervisedMethod.defaults, singleThreadContext).score,
    ]) {
      const withAll = scoreOf(withGolden(candidate.length))
      const withVoted = scoreOf(withGolden(2))
      expect(Array.from(truth.keys()).filter((item) => item % 10 > 0 && withAll[item] !== withVoted[item])).toEqual([])
    }
  })
  it('refuses groups and models that do not fit', () => {
    const groups = { candidateGroup: new Int32Array(3), names: ['one'] }
    expect(() => reassess({ ...input, groups }, reassessDefaults, singleThreadContext)).toThrow(
      '3 groups for 5000 candidates',
    )
    const models = [{ name: 'm', isTop1: new Uint8Array(2) }]
    expect(() => reassess({ ...input, models }, reassessDefaults, singleThreadContext)).toThrow(
      'The model m has 2 entries',
    )
  })
})

describe('evidence', () => {
  const votes = planted(2, 1).input.votes
  const candidateIsOriginal = Uint8Array.of(1, 0, 0, 1, 0)
  const model = (...isTop1: number[]) => ({ name: `model ${isTop1.join('')}`, isTop1: Uint8Array.from(isTop1) })

  it('keeps a few models apart and counts many', () => {
    const two = [model(1, 1, 0, 0, 0), model(0, 1, 0, 1, 0)]
    const apart = jointEvidence(
      { votes, candidateIsOriginal, models: two },
      { useOriginalLabel: true, useModels: true },
    )
    expect([...apart.code, apart.count]).toEqual([3, 6, 0, 5, 0, 8])
    expect(apart.members.map(({ name }) => name)).toEqual(['Original label', 'model 11000', 'model 01010'])
    const five = Array.from({ length: 5 }, (_, k) => model(1, k % 2, 0, 0, 0))
    const counted = jointEvidence(
      { votes, candidateIsOriginal, models: five },
      { useOriginalLabel: true, useModels: true },
    )
    expect([...counted.code, counted.count]).toEqual([11, 4, 0, 1, 0, 12])
    expect(counted.members[1]!.isYes(0)).toBe(false)
    expect(counted.members[1]!.isYes(2)).toBe(true)
  })
  it('leaves out what is switched off', () => {
    const given = { votes, candidateIsOriginal, models: [model(1, 0, 0, 0, 0)] }
    expect(jointEvidence(given, { useOriginalLabel: false, useModels: false })).toMatchObject({ count: 2, members: [] })
  })
})

describe('bootstrapScores', () => {
  const { input, truth } = planted(3, 60)
  const draw = (seed: number) =>
    bootstrapScores(input, { method: 'dawid-skene', parameters: {} }, { replicates: 40, seed }, runAllInThisThread)

  it('is deterministic given the seed, and has no lower bound above the upper one', () => {
    const [one, same, other] = [draw(1), draw(1), draw(2)]
    expect(Array.from(one.low)).toEqual(Array.from(same.low))
    expect(Array.from(one.low)).not.toEqual(Array.from(other.low))
    for (let item = 0; item < truth.length; item++) expect(one.low[item]).toBeLessThanOrEqual(one.high[item]!)
  })
  it('draws only raters who voted', () => {
    const idle = { ...input, votes: { ...input.votes, raterCount: input.votes.raterCount + 50 } }
    const ask = { replicates: 40, seed: 1 }
    const method = { method: 'majority', parameters: {} }
    const [one, other] = [input, idle].map((given) => bootstrapScores(given, method, ask, runAllInThisThread))
    expect(Array.from(other!.low)).toEqual(Array.from(one!.low))
  })
  it("ignores replicates in which none of a candidate's raters was drawn", () => {
    const votes = voteTable({
      itemCount: 3,
      raterCount: 8,
      answerCount: 3,
      item: [0, 0, 1, 1, 1, 1, 1, 1],
      rater: [0, 1, 2, 3, 4, 5, 6, 7],
      answer: [2, 2, 0, 0, 0, 0, 0, 0],
    })
    const few = { ...input, votes, groups: undefined, models: [], candidateClass: new Int32Array(3) }
    const given = { ...few, candidateImage: Int32Array.of(0, 1, 2), candidateIsOriginal: new Uint8Array(3) }
    const ask = { replicates: 200, seed: 1 }
    const { low, high } = bootstrapScores(given, { method: 'majority', parameters: {} }, ask, runAllInThisThread)
    expect([...low]).toEqual([1, 0, Number.NaN])
    expect([...high]).toEqual([1, 0, Number.NaN])
  })
  it('is wider if raters disagree', () => {
    const { low, high } = draw(1)
    const width = (item: number) => high[item]! - low[item]!
    const { itemStart, code } = input.votes
    const agree: number[] = []
    const differ: number[] = []
    for (let item = 0; item < truth.length; item++) {
      const answers = new Set(Array.from(code.subarray(itemStart[item], itemStart[item + 1]), (cell) => cell % 3))
      if (answers.size === 1) agree.push(width(item))
      if (answers.has(0) && answers.has(2)) differ.push(width(item))
    }
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
    expect(mean(differ)).toBeGreaterThan(2 * mean(agree))
  })
  it('refuses more replicates than fit in memory', () => {
    const ask = { replicates: 2_000_000, seed: 1 }
    expect(() => bootstrapScores(input, { method: 'majority', parameters: {} }, ask, runAllInThisThread)).toThrow(
      'Use at most 1666666 samples',
    )
  })
})
