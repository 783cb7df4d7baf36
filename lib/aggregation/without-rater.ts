import type { AggregationInput } from './aggregation-input'
import { type VoteTable, voteCodes } from './vote-table'

/** The table without the votes of one rater, who keeps a place in it. Other votes keep their order. */
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
 * What a method would see if a rater were left out: neither the rater's votes nor the golden answers that calibrate the
 * rater. What someone answered as an expert is truth and stays. Candidates, images and raters keep their places.
 *
 * Errors: RangeError when there is no such rater.
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
