import { describe, expect, it } from 'vitest'
import { imageSummary, keptLabels, labelSets } from './labels'
import { voteTable } from './vote-table'

// Image 0: two labels kept. Image 1: its candidate has no vote yet. Image 2: nothing proposed, no original. Image 3:
// rated and left without a label. Image 4: rated, the original confirmed.
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
  it('keeps scores at the threshold, in the order of classes, and the original label of an unrated image', () => {
    expect(Array.from(labelSets(kept), (labels) => Array.from(labels))).toEqual([[2, 9], [4], [], [], [8]])
    expect(Array.from(kept.isRated)).toEqual([1, 0, 0, 1, 1])
  })
  it('summarises how many labels there are and whether they changed', () => {
    const { labelCount, isChanged } = imageSummary(kept, input.originalLabel)
    expect(Array.from(labelCount)).toEqual([2, 1, 0, 0, 1])
    expect(Array.from(isChanged)).toEqual([1, 0, 0, 1, 0])
  })
  it('lets an expert decide on an unrated image: the original label falls, stays once, or gets company', () => {
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
  it('refuses a candidate of an image that is not there', () => {
    expect(() => keptLabels({ ...input, candidateImage: Int32Array.of(0, 0, 1, 3, 5) })).toThrow(RangeError)
  })
})
