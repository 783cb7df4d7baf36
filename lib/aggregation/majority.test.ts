import { describe, expect, it } from 'vitest'
import { noGoldenAnswers } from './aggregation-input'
import { majority, majorityDefaults } from './majority'
import { voteTable } from './vote-table'

const input = {
  votes: voteTable({
    candidateCount: 4,
    raterCount: 3,
    candidate: [0, 0, 0, 1, 1, 2],
    rater: [0, 1, 2, 0, 1, 0],
    answer: [2, 1, 0, 2, 0, 1],
  }),
  goldenAnswers: noGoldenAnswers,
  candidateImage: new Int32Array(4),
  candidateClass: new Int32Array(4),
  candidateIsOriginal: new Uint8Array(4),
}

describe('majority', () => {
  it('is the mean vote, a half for a tie, and zero without votes', () => {
    expect(Array.from(majority(input, majorityDefaults).score)).toEqual([0.5, 0.5, 0.5, 0])
  })
  it('counts a maybe as told', () => {
    expect(Array.from(majority(input, { ...majorityDefaults, maybeWeight: 0 }).score)).toEqual([1 / 3, 0.5, 0, 0])
  })
  it('reports progress up to the whole, and ends when the listener throws', () => {
    const reports: number[][] = []
    majority(input, majorityDefaults, (done, total) => reports.push([done, total]))
    expect(reports).toEqual([[4, 4]])
    const cancel = () => {
      throw new Error('cancelled')
    }
    expect(() => majority(input, majorityDefaults, cancel)).toThrow('cancelled')
  })
})
