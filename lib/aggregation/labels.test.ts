import { describe, expect, it } from 'vitest'
import { runAllInThisThread } from './all-kernels'
import {
  adjudicatedTruth,
  decidedByExperts,
  imageDoubt,
  imageSummary,
  keptLabels,
  labelSets,
  withAdjudications,
} from './labels'
import { aggregationMethods, prepareAggregation } from './registry'
import { voteTable } from './vote-table'

// Image 0: two labels kept. Image 1: its candidate has no vote yet. Image 2: no candidates, no original label. Image 3:
// rated, no label kept. Image 4: rated, the original label confirmed.
const input = {
  votes: voteTable({
    itemCount: 5,
    raterCount: 1,
    answerCount: 3,
    item: [0, 1, 3, 4],
    rater: [0, 0, 0, 0],
    answer: [2, 2, 0, 2],
  }),
  candidateImage: Int32Array.of(0, 0, 1, 3, 4),
  candidateClass: Int32Array.of(9, 2, 5, 7, 8),
  score: Float64Array.of(0.8, 0.9, 0.99, 0.1, 0.8),
  threshold: 0.8,
  originalLabel: Int32Array.of(2, 4, -1, 7, 8),
}

describe('keptLabels', () => {
  const kept = keptLabels(input)
  it('keeps scores at the threshold, in class order, and the original label of an unrated image', () => {
    expect(Array.from(labelSets(kept), (labels) => Array.from(labels))).toEqual([[2, 9], [4], [], [], [8]])
    expect(Array.from(kept.isRated)).toEqual([1, 0, 0, 1, 1])
  })
  it('counts the labels of each image and marks those that changed', () => {
    const { labelCount, isChanged } = imageSummary(kept, input.originalLabel)
    expect(Array.from(labelCount)).toEqual([2, 1, 0, 0, 1])
    expect(Array.from(isChanged)).toEqual([1, 0, 0, 1, 0])
  })
  it('does not call labels changed without an original label', () => {
    const without = { ...input, originalLabel: Int32Array.of(-1, 4, -1, -1, -1) }
    const { labelCount, isChanged } = imageSummary(keptLabels(without), without.originalLabel)
    expect(Array.from(labelCount)).toEqual([2, 1, 0, 0, 1])
    expect(Array.from(isChanged)).toEqual([0, 0, 0, 0, 0])
  })
  it('lets an expert remove, confirm or add to the original label of an unrated image', () => {
    const judged = (classes: number[], answer: number[]) => {
      const adjudicated = { candidate: Int32Array.from(classes.keys(), (k) => 5 + k), answer: Uint8Array.from(answer) }
      const votes = { ...input.votes, itemCount: 5 + classes.length }
      const kept = keptLabels({
        ...input,
        votes: { ...votes, itemStart: Int32Array.from([...input.votes.itemStart, ...classes.map(() => 4)]) },
        candidateImage: Int32Array.from([...input.candidateImage, ...classes.map(() => 1)]),
        candidateClass: Int32Array.from([...input.candidateClass, ...classes]),
        score: Float64Array.from([...input.score, ...answer.map((one) => (one === 2 ? 1 : 0))]),
        adjudicated,
      })
      return Array.from(labelSets(kept), (labels) => Array.from(labels))[1]
    }
    expect(judged([3], [2])).toEqual([3, 4])
    expect(judged([3, 4], [2, 0])).toEqual([3])
    expect(judged([4, 3], [2, 1])).toEqual([4])
    expect(judged([4], [1])).toEqual([])
  })
  it('refuses a candidate of an image that does not exist', () => {
    expect(() => keptLabels({ ...input, candidateImage: Int32Array.of(0, 0, 1, 3, 5) })).toThrow(RangeError)
  })
})

describe('golden answers', () => {
  // Candidates: image 0 has votes on classes 1 and 2 but not on 3; image 1, whose original label is 4, has no votes.
  const votes = voteTable({ itemCount: 5, raterCount: 1, answerCount: 3, item: [0, 1], rater: [0, 0], answer: [2, 0] })
  const candidateClass = Int32Array.of(1, 2, 3, 4, 5)
  const labels = (answers: [candidate: number, answers: string][], adjudicated?: [number, number]) => {
    const flat = answers.flatMap(([candidate, own]) =>
      Array.from(own, (answer, expert) => ({ candidate, answer: 'nmy'.indexOf(answer), expert })),
    )
    const input = {
      votes,
      goldenAnswers: {
        person: Int32Array.from(flat, ({ expert }) => 7 + expert),
        candidate: Int32Array.from(flat, ({ candidate }) => candidate),
        answer: Uint8Array.from(flat, ({ answer }) => answer),
        isExpert: new Uint8Array(flat.length).fill(1),
      },
      candidateImage: Int32Array.of(0, 0, 0, 1, 1),
      candidateClass,
      candidateIsOriginal: Uint8Array.of(1, 0, 0, 1, 0),
      ...(adjudicated && {
        adjudicated: { candidate: Int32Array.of(adjudicated[0]), answer: Uint8Array.of(adjudicated[1]) },
      }),
    }
    const result = prepareAggregation('majority', {}).run(input, { runBlocks: runAllInThisThread })
    const { score } = withAdjudications(result, decidedByExperts(input))
    const kept = keptLabels({ ...input, score, threshold: 0.5, originalLabel: Int32Array.of(1, 4) })
    return Array.from(labelSets(kept), (own) => Array.from(own))
  }

  it('decide candidates without votes, on images with and without votes', () => {
    expect(labels([])).toEqual([[1], [4]])
    expect(labels([[3, 'nny']])).toEqual([[1], []])
    expect(
      labels([
        [3, 'yyn'],
        [4, 'yyn'],
      ]),
    ).toEqual([[1], [4, 5]])
    expect(
      labels([
        [2, 'y'],
        [3, 'n'],
        [4, 'y'],
      ]),
    ).toEqual([[1, 3], [5]])
  })

  it('do not establish that a label applies if only half of the experts say yes', () => {
    expect(labels([[4, 'ym']])).toEqual([[1], [4]])
    expect(labels([[3, 'yn']])).toEqual([[1], []])
  })

  it('leave candidates with votes to the method', () => {
    expect(
      labels([
        [0, 'nnn'],
        [1, 'yyy'],
      ]),
    ).toEqual([[1], [4]])
  })

  it('give way to an adjudication', () => {
    expect(labels([[3, 'nnn']], [3, 2])).toEqual([[1], [4]])
    expect(labels([[3, 'yyy']], [3, 0])).toEqual([[1], []])
  })

  it('change nothing if every golden candidate has votes', () => {
    const adjudicated = { candidate: Int32Array.of(4), answer: Uint8Array.of(2) }
    const goldenAnswers = {
      person: Int32Array.of(7),
      candidate: Int32Array.of(1),
      answer: Uint8Array.of(2),
      isExpert: Uint8Array.of(1),
    }
    expect(decidedByExperts({ votes, goldenAnswers, adjudicated })).toBe(adjudicated)
  })
})

describe('adjudicated candidates', () => {
  const said = { candidate: Int32Array.of(1, 3, 2), answer: Uint8Array.of(2, 0, 1) }

  // Five raters on four candidates, of which the first is not adjudicated.
  const votes = voteTable({
    itemCount: 4,
    raterCount: 5,
    answerCount: 3,
    item: Array.from({ length: 20 }, (_, k) => Math.floor(k / 5)),
    rater: Array.from({ length: 20 }, (_, k) => k % 5),
    answer: [2, 2, 2, 0, 1, 0, 0, 1, 0, 2, 2, 1, 1, 2, 0, 2, 2, 2, 2, 1],
  })
  const golden = { person: [5, 6, 5, 0, 1, 0], candidate: [0, 0, 3, 0, 0, 3], answer: [2, 2, 0, 2, 1, 0] }
  const input = {
    votes: { ...votes, raterCount: 7 },
    goldenAnswers: {
      person: Int32Array.from(golden.person),
      candidate: Int32Array.from(golden.candidate),
      answer: Uint8Array.from(golden.answer),
      isExpert: Uint8Array.of(1, 1, 1, 0, 0, 0),
    },
    candidateImage: Int32Array.of(0, 0, 1, 1),
    candidateClass: Int32Array.of(0, 1, 0, 1),
    candidateIsOriginal: Uint8Array.of(1, 0, 1, 0),
  }

  it('hold only if the answer is yes, and stay open without one', () => {
    expect(Array.from(adjudicatedTruth(said, 4))).toEqual([-1, 1, 0, 0])
  })

  it.each(Object.keys(aggregationMethods))('%s: take the adjudicated truth and change no other score', (method) => {
    const result = prepareAggregation(method, {}).run(input, { runBlocks: runAllInThisThread })
    const bounds = { low: Float64Array.of(0, 0, 0, 0), high: Float64Array.of(1, 1, 1, 1), replicates: 1, seed: 1 }
    const fixed = withAdjudications({ ...result, interval: bounds }, said)
    expect(Array.from(fixed.score)).toEqual([result.score[0], 1, 0, 0])
    const K = result.classCount
    for (let item = 0; item < 4; item++) {
      const row = Array.from(fixed.posterior.subarray(item * K, (item + 1) * K))
      expect(row.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
      if (item > 0) expect(Math.max(...row)).toBe(1)
    }
    expect(Array.from(fixed.posterior.subarray(0, K))).toEqual(Array.from(result.posterior.subarray(0, K)))
    expect(fixed.interval?.low).toEqual(Float64Array.of(0, Number.NaN, Number.NaN, Number.NaN))
    expect(fixed.raters).toBe(result.raters)
    expect(fixed.annotators).toBe(result.annotators)
  })

  it('leave the very same result if there are none', () => {
    const result = prepareAggregation('majority', {}).run(input, { runBlocks: runAllInThisThread })
    expect(withAdjudications(result, undefined)).toBe(result)
    expect(withAdjudications(result, { candidate: Int32Array.of(), answer: Uint8Array.of() })).toBe(result)
  })
})

/** Each candidate: its image, its score, and the answers of raters 0, 1, 2, … */
function doubt(candidates: [image: number, score: number, answers: number[]][], imageCount: number, threshold = 0.5) {
  const votes = candidates.flatMap(([, , answers], item) => answers.map((answer, rater) => ({ item, rater, answer })))
  const { disagreement, margin } = imageDoubt({
    votes: voteTable({
      ...{ itemCount: candidates.length, raterCount: 9, answerCount: 3 },
      item: votes.map((vote) => vote.item),
      rater: votes.map((vote) => vote.rater),
      answer: votes.map((vote) => vote.answer),
    }),
    candidateImage: Int32Array.from(candidates, ([image]) => image),
    score: Float64Array.from(candidates, ([, score]) => score),
    threshold,
    originalLabel: new Int32Array(imageCount),
  })
  return { disagreement: Array.from(disagreement), margin: Array.from(margin, (value) => Number(value.toFixed(9))) }
}

describe('imageDoubt', () => {
  it('is 0 if raters agree and 0.4 if three of five do', () => {
    expect(doubt([[0, 0.9, [2, 2, 2, 2, 2]]], 1).disagreement).toEqual([0])
    expect(doubt([[0, 0.9, [2, 2, 2, 0, 1]]], 1).disagreement).toEqual([0.4])
    expect(doubt([[0, 0.9, [0, 1, 2]]], 1).disagreement).toEqual([2 / 3])
  })

  it('takes the candidate with the most doubt for the image', () => {
    const two = doubt(
      [
        [0, 0.9, [2, 2, 2, 2]],
        [0, 0.45, [0, 2, 2, 2]],
        [1, 0.1, [0, 0]],
      ],
      2,
    )
    expect(two).toEqual({ disagreement: [0.25, 0], margin: [0.05, 0.4] })
  })

  it('ignores candidates without votes, and is NaN for an image that has no others', () => {
    const partly = doubt(
      [
        [0, 0.5, []],
        [0, 0.8, [2]],
        [1, 0.5, []],
      ],
      3,
    )
    expect(partly.disagreement).toEqual([0, Number.NaN, Number.NaN])
    expect(partly.margin).toEqual([0.3, Number.NaN, Number.NaN])
  })

  it('does not depend on the order of votes or candidates', () => {
    const candidates: [number, number, number[]][] = [
      [1, 0.2, [0, 1, 1]],
      [0, 0.7, [2, 0, 1, 1]],
      [1, 0.6, [2, 2, 0]],
      [0, 0.4, [0, 0, 2]],
    ]
    const turned = [...candidates]
      .reverse()
      .map(([image, score, said]): [number, number, number[]] => [image, score, [...said].reverse()])
    expect(doubt(turned, 2)).toEqual(doubt(candidates, 2))
  })
})
