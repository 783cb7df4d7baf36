import type { AggregationInput } from './aggregation-method'
import { type VoteTable, voteCodes } from './vote-table'

/** Returns the table without the votes of one rater, who keeps an index in it. Other votes keep their order. */
function votesWithout(votes: VoteTable, rater: number): VoteTable {
  const { itemCount, raterCount, answerCount, code } = votes
  const first = rater * answerCount
  const isTheirs = (index: number) => code[index]! >= first && code[index]! < first + answerCount
  const itemStart = new Int32Array(new SharedArrayBuffer(4 * (itemCount + 1)))
  let voteCount = 0
  for (let item = 0; item < itemCount; item++) {
    for (let index = votes.itemStart[item]!; index < votes.itemStart[item + 1]!; index++) {
      if (!isTheirs(index)) voteCount++
    }
    itemStart[item + 1] = voteCount
  }
  const kept = voteCodes(voteCount, raterCount * answerCount)
  let next = 0
  for (let index = 0; index < votes.voteCount; index++) {
    if (!isTheirs(index)) kept[next++] = code[index]!
  }
  return { ...votes, voteCount, itemStart, code: kept }
}

/**
 * Returns the input as if a rater were excluded: without the rater's votes and the golden answers that calibrate the
 * rater. Answers given as an expert are truth and stay. Indices of candidates, images and raters do not change.
 *
 * Errors: RangeError if there is no such rater.
 * Cost:   O(votes + golden answers) time and memory.
 */
export function inputWithoutRater(input: AggregationInput, rater: number): AggregationInput {
  const { votes, goldenAnswers } = input
  if (!Number.isInteger(rater) || rater < 0 || rater >= votes.raterCount) {
    throw new RangeError(`Rater ${rater} is not from 0 to ${votes.raterCount - 1}`)
  }
  const { person, candidate, answer, isExpert } = goldenAnswers
  const stays = (_: number, at: number) => isExpert[at] === 1 || person[at] !== rater
  return {
    ...input,
    votes: votesWithout(votes, rater),
    goldenAnswers: {
      person: person.filter(stays),
      candidate: candidate.filter(stays),
      answer: answer.filter(stays),
      isExpert: isExpert.filter(stays),
    },
  }
}
