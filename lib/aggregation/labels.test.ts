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
  it('refuses a candidate of an image that is not there', () => {
    expect(() => keptLabels({ ...input, candidateImage: Int32Array.of(0, 0, 1, 3, 5) })).toThrow(RangeError)
  })
})
