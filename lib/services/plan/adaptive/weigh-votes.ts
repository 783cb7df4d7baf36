import { voteTable } from '@/lib/aggregation/vote-table'
import type { VotedCandidate } from '@/lib/db/plan/round-query'
import { answers } from '@/lib/domain/rating/answer'
import { sigmoid } from '@/lib/numeric/logistic'
import type { Decisions } from '@/lib/stopping/decisions'
import { evidenceRange, futureVotes, isFlipPossible } from '@/lib/stopping/flip-chance'
import type { ReplayedStates } from '@/lib/stopping/vote-states'
import type { VoteEvidence } from './read-evidence'

const answerCount = answers.length

/** Returns the evidence, in nats, of each answer of a rater. */
const weightsOf = (matrix: Float64Array) =>
  Float64Array.from({ length: answerCount }, (_, answer) => Math.log(matrix[answerCount + answer]! / matrix[answer]!))

function logOddsAfter(base: number, evidence: readonly number[]): number[] {
  const after = [base]
  for (const nats of evidence) after.push(after.at(-1)! + nats)
  return after
}

/** Candidates with their votes, by index, in the form that stopping rules need. */
export interface WeighedVotes {
  decisions: Decisions
  /** Log-odds after all votes, Float64Array[C]. */
  logOdds: Float64Array
  states: ReplayedStates
}

/**
 * Weighs votes in order of arrival. Wanted candidates get a state for each vote from the `minimum`-th to the last one
 * before the maximum; with `isLast`, only the current state.
 */
export function weighVotes(
  candidates: readonly VotedCandidate[],
  evidence: VoteEvidence,
  {
    minimum,
    maximum,
    isWanted,
    isLast,
  }: { minimum: number; maximum: number; isWanted: (at: number) => boolean; isLast: boolean },
): WeighedVotes {
  const raterIds = [...new Set(candidates.flatMap(({ raters }) => raters))]
  const placeOf = new Map(raterIds.map((id, place) => [id, place]))
  const matrixOf = (id: number) => evidence.matrices.get(id) ?? evidence.mean
  const weights = raterIds.map((id) => weightsOf(matrixOf(id)))
  const images = new Map<number, number>()
  for (const { imageId } of candidates) if (!images.has(imageId)) images.set(imageId, images.size)
  const known = Float64Array.from([...evidence.matrices.values()].flatMap((matrix) => [...matrix]))
  const reach = evidenceRange({ probability: known, mean: evidence.mean }, maximum)
  const tail = futureVotes(answerCount)
  for (let votes = 1; votes <= maximum - minimum; votes++) tail.add(votes, evidence.mean, 0)

  const logOdds = new Float64Array(candidates.length)
  const afterFirst = new Float64Array(candidates.length)
  const rows: { candidate: number; toCome: number; logOdds: number }[] = []
  const start = new Int32Array(candidates.length + 1)
  for (const [at, { raters, answers: given, isOriginal }] of candidates.entries()) {
    const after = logOddsAfter(
      evidence.base[isOriginal ? 1 : 0],
      raters.map((rater, vote) => weights[placeOf.get(rater)!]![given[vote]!]!),
    )
    logOdds[at] = after.at(-1)!
    if (raters.length > 0) afterFirst[at] = sigmoid(after[1]!)
    const first = isLast ? Math.max(minimum, raters.length) : minimum
    for (let count = first; count <= raters.length && count < maximum && isWanted(at); count++)
      rows.push({ candidate: at, toCome: maximum - count, logOdds: after[count]! })
    start[at + 1] = rows.length
  }
  const chances = rows.map((row) => tail.chance(row.toCome, row.logOdds, evidence.keptFrom))
  const canFlip = rows.map((row) => Number(isFlipPossible(row.logOdds, evidence.keptFrom, reach[row.toCome]!)))
  return {
    logOdds,
    decisions: {
      votes: voteTable({
        ...{ itemCount: candidates.length, raterCount: Math.max(1, raterIds.length), answerCount },
        item: candidates.flatMap(({ raters }, at) => raters.map(() => at)),
        rater: candidates.flatMap(({ raters }) => raters.map((id) => placeOf.get(id)!)),
        answer: candidates.flatMap((one) => one.answers),
      }),
      candidateImage: Int32Array.from(candidates, ({ imageId }) => images.get(imageId)!),
      candidateClass: Int32Array.from(candidates, ({ classId }) => classId),
      candidateIsOriginal: Uint8Array.from(candidates, ({ isOriginal }) => Number(isOriginal)),
      baseLogOdds: Float64Array.from(candidates, ({ isOriginal }) => evidence.base[isOriginal ? 1 : 0]),
      probability: Float64Array.from(raterIds.flatMap((id) => [...matrixOf(id)])),
      threshold: evidence.keptFrom,
    },
    states: {
      candidate: Int32Array.from(rows, (row) => row.candidate),
      toCome: Uint8Array.from(rows, (row) => row.toCome),
      logOdds: Float64Array.from(rows, (row) => row.logOdds),
      flipIfHolds: Float64Array.from(chances, ({ ifHolds }) => ifHolds),
      flipIfNot: Float64Array.from(chances, ({ ifNot }) => ifNot),
      canFlip: Uint8Array.from(canFlip),
      afterFirst,
      isKept: Uint8Array.from(logOdds, (own) => Number(own >= evidence.keptFrom)),
      start,
    },
  }
}
