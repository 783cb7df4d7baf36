import { answers } from '@/lib/domain/answer'

/**
 * All votes, gathered by candidate: those of candidate c lie from candidateStart[c] up to candidateStart[c + 1].
 * A vote takes 3 bytes, or 5 with more than 65,536 raters.
 */
export type VoteTable = {
  candidateCount: number
  raterCount: number
  voteCount: number
  /** Int32Array[candidateCount + 1], rising. */
  candidateStart: Int32Array
  /** [voteCount] rater index of each vote. */
  rater: Uint16Array | Int32Array
  /** [voteCount] 0 no, 1 maybe, 2 yes. */
  answer: Uint8Array
}

export type VoteColumns = {
  candidateCount: number
  raterCount: number
  /** The three columns have one entry a vote, in any order. */
  candidate: ArrayLike<number>
  rater: ArrayLike<number>
  answer: ArrayLike<number>
}

/**
 * Packs votes given in any order into a `VoteTable`, by counting sort; votes of one candidate keep their order.
 *
 * Errors: RangeError when the columns differ in length, an index or answer is out of range, or a rater has two votes on
 *         one candidate; it names the vote.
 * Cost:   O(votes + candidates + raters) time; beside the result 4 bytes a candidate and a rater.
 */
export function voteTable({ candidateCount, raterCount, candidate, rater, answer }: VoteColumns): VoteTable {
  const voteCount = candidate.length
  if (rater.length !== voteCount || answer.length !== voteCount) {
    throw new RangeError(`Columns of ${voteCount} candidates, ${rater.length} raters and ${answer.length} answers`)
  }
  const candidateStart = new Int32Array(candidateCount + 1)
  for (let vote = 0; vote < voteCount; vote++) {
    requireIndex(candidate[vote], candidateCount, 'candidate', vote)
    requireIndex(rater[vote], raterCount, 'rater', vote)
    requireIndex(answer[vote], answers.length, 'answer', vote)
    candidateStart[candidate[vote] + 1]++
  }
  for (let index = 0; index < candidateCount; index++) candidateStart[index + 1] += candidateStart[index]
  const table: VoteTable = {
    candidateCount,
    raterCount,
    voteCount,
    candidateStart,
    rater: raterCount <= 65_536 ? new Uint16Array(voteCount) : new Int32Array(voteCount),
    answer: new Uint8Array(voteCount),
  }
  const nextPlace = candidateStart.slice(0, candidateCount)
  for (let vote = 0; vote < voteCount; vote++) {
    const place = nextPlace[candidate[vote]]++
    table.rater[place] = rater[vote]
    table.answer[place] = answer[vote]
  }
  refuseDoubleVotes(table)
  return table
}

function requireIndex(value: number, count: number, what: string, vote: number) {
  if (Number.isInteger(value) && value >= 0 && value < count) return
  throw new RangeError(`Vote ${vote}: ${what} ${value} is not from 0 to ${count - 1}`)
}

function refuseDoubleVotes({ candidateCount, raterCount, candidateStart, rater }: VoteTable) {
  const lastCandidate = new Int32Array(raterCount).fill(-1)
  for (let candidate = 0; candidate < candidateCount; candidate++) {
    for (let place = candidateStart[candidate]; place < candidateStart[candidate + 1]; place++) {
      if (lastCandidate[rater[place]] === candidate) {
        throw new RangeError(`Rater ${rater[place]} has two votes on candidate ${candidate}`)
      }
      lastCandidate[rater[place]] = candidate
    }
  }
}
