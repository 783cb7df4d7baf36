import { lowerShareBound } from '@/lib/numeric/binomial-bound'
import { meanWeights } from './dirichlet-weights'
import type { VoteTable } from './vote-table'

/** Two raters who agree far more often than other raters' answers to the same candidates explain. */
type CopyingPair = {
  /** Rater indices, the smaller one first. */
  raters: [number, number]
  /** Candidates answered by both raters and by at least one other. */
  shared: number
  agreed: number
  /** Expected number of agreements if both answer independently given the other votes. */
  expected: number
  /** Agreement beyond what is expected, as kappa: 0 as expected, 1 always the same. `bound` is its lower bound. */
  excess: number
  bound: number
}

export type CopiedAnswers = {
  /** Pairs of raters who share enough candidates to be examined. */
  pairCount: number
  /** Pairs that agree too often, by falling bound. */
  pairs: CopyingPair[]
  /** The pair with the highest bound; null if no pair shares enough candidates. */
  largest: CopyingPair | null
}

/** Pairs with fewer shared candidates are not examined. */
export const minSharedCandidates = 50
/** Pairs whose lower bound of the excess is above this count as copying. */
const maxExcess = 0.6
/** The probability that any pair of independent raters at the limit is named. */
const errorOfAnyPair = 0.05

/** The others' mean answer is binned into this many steps, separately for one, two, and three or more others. */
const meanSteps = 7
const strataCount = 3 * meanSteps

/** Stratum of the other votes, from their number and the sum of their answers (0 no, 1 maybe, 2 yes). */
const stratumOf = (others: number, sum: number, answerCount: number) =>
  (Math.min(3, others) - 1) * meanSteps + Math.round((sum / (others * (answerCount - 1))) * (meanSteps - 1))

/**
 * Finds raters who copy from each other or from the same source, without truth or a model. For every two raters,
 * compares how often they agree on shared candidates with how often they would if each answered, in their usual way,
 * given only the other votes on the candidate. The expected agreement is the sum over shared candidates of Σ_a P(a | i,
 * others) P(a | j, others), where P is the rater's own share of answers at the same mean answer of the others, pooled
 * with two answers of all raters. Excess is kappa against it: (agreed − expected) / (shared − expected). Two raters who
 * always give the same answer are expected to agree, so they show no excess.
 *
 * Source: Cohen (1960), Educ. Psychol. Meas. 20(1):37-46, with chance agreement replaced by the agreement expected
 *         given the other votes. The bound treats the expected share as known and the observed agreement as binomial,
 *         with the error divided among all pairs (Bonferroni).
 * Shapes: V votes of R raters on items with few votes each.
 * Cost:   O(V · votes per item) time and O(V + 21 · A · R) memory: pairs that share nothing cost nothing.
 */
export function copiedAnswers(votes: VoteTable): CopiedAnswers {
  const index = votesOfRaters(votes)
  const habits = answerHabits(votes, index)
  const examined: CopyingPair[] = []
  forPairs(votes, index, habits, (pair) => {
    if (pair.shared >= minSharedCandidates) examined.push(pair)
  })
  examined.sort((one, other) => other.excess - one.excess)
  const found: CopyingPair[] = []
  let largest: CopyingPair | null = null
  for (const pair of examined) {
    // A bound is below its excess, so no later pair can matter.
    if (pair.excess <= Math.min(maxExcess, largest?.bound ?? Number.NEGATIVE_INFINITY)) break
    const bounded = { ...pair, bound: boundOf(pair, errorOfAnyPair / examined.length) }
    if (bounded.bound > maxExcess) found.push(bounded)
    if (!largest || bounded.bound > largest.bound) largest = bounded
  }
  return { pairCount: examined.length, pairs: found.sort((one, other) => other.bound - one.bound), largest }
}

function boundOf({ agreed, shared, expected }: CopyingPair, error: number): number {
  return (shared * lowerShareBound(agreed, shared, error) - expected) / (shared - expected)
}

type RaterIndex = {
  /** Int32Array[R + 1]: the votes of rater r are vote[start[r]] up to vote[start[r + 1]]. */
  start: Int32Array
  vote: Int32Array
  /** Int32Array[V]: the item of each vote. */
  item: Int32Array
  /** Int32Array[items]: the sum of the answers. */
  sum: Int32Array
}

function votesOfRaters({ itemCount, raterCount, answerCount, voteCount, itemStart, code }: VoteTable): RaterIndex {
  const start = new Int32Array(raterCount + 1)
  const item = new Int32Array(voteCount)
  const sum = new Int32Array(itemCount)
  for (let at = 0; at < itemCount; at++) {
    for (let vote = itemStart[at]!; vote < itemStart[at + 1]!; vote++) {
      item[vote] = at
      sum[at]! += code[vote]! % answerCount
      start[Math.floor(code[vote]! / answerCount) + 1]!++
    }
  }
  for (let rater = 0; rater < raterCount; rater++) start[rater + 1]! += start[rater]!
  const next = start.slice()
  const vote = new Int32Array(voteCount)
  for (let at = 0; at < voteCount; at++) vote[next[Math.floor(code[at]! / answerCount)]!++] = at
  return { start, vote, item, sum }
}

/** Float64Array[R * strata * A]: P(answer | other votes) of each rater. */
function answerHabits(votes: VoteTable, { item, sum }: RaterIndex): Float64Array {
  const { raterCount, answerCount, voteCount, itemStart, code } = votes
  const width = strataCount * answerCount
  const counts = new Float64Array(raterCount * width)
  for (let vote = 0; vote < voteCount; vote++) {
    const at = item[vote]!
    const others = itemStart[at + 1]! - itemStart[at]! - 2
    if (others < 1) continue
    const rater = Math.floor(code[vote]! / answerCount)
    const answer = code[vote]! - rater * answerCount
    // Leaves out each other vote in turn, because a pair leaves out its partner's.
    for (let other = itemStart[at]!; other < itemStart[at + 1]!; other++) {
      if (other === vote) continue
      const stratum = stratumOf(others, sum[at]! - answer - (code[other]! % answerCount), answerCount)
      counts[rater * width + stratum * answerCount + answer]! += 1 / (others + 1)
    }
  }
  return pooledShares(counts, width, answerCount)
}

/** Converts counts to shares within each stratum, pooled with two answers of all raters. In place. */
function pooledShares(counts: Float64Array, width: number, answerCount: number): Float64Array {
  const pool = new Float64Array(width).fill(1 / answerCount)
  for (let at = 0; at < counts.length; at++) pool[at % width]! += counts[at]!
  meanWeights(pool, answerCount, pool)
  for (let at = 0; at < counts.length; at++) counts[at]! += 2 * pool[at % width]!
  meanWeights(counts, answerCount, counts)
  return counts
}

/** Visits every pair of raters who both answered a candidate that a third rater answered too. */
function forPairs(
  votes: VoteTable,
  { start, vote, item, sum }: RaterIndex,
  habits: Float64Array,
  use: (pair: CopyingPair) => void,
) {
  const { raterCount, answerCount, itemStart, code } = votes
  const width = strataCount * answerCount
  const [shared, agreed, expected] = [
    new Int32Array(raterCount),
    new Int32Array(raterCount),
    new Float64Array(raterCount),
  ]
  const met = new Int32Array(raterCount)
  for (let rater = 0; rater < raterCount; rater++) {
    let metCount = 0
    for (let own = start[rater]!; own < start[rater + 1]!; own++) {
      const at = item[vote[own]!]!
      const others = itemStart[at + 1]! - itemStart[at]! - 2
      if (others < 1) continue
      const answer = code[vote[own]!]! % answerCount
      for (let index = itemStart[at]!; index < itemStart[at + 1]!; index++) {
        const other = Math.floor(code[index]! / answerCount)
        if (other <= rater) continue
        const given = code[index]! - other * answerCount
        const stratum = stratumOf(others, sum[at]! - answer - given, answerCount) * answerCount
        if (shared[other] === 0) met[metCount++] = other
        shared[other]!++
        if (given === answer) agreed[other]!++
        for (let a = 0; a < answerCount; a++)
          expected[other]! += habits[rater * width + stratum + a]! * habits[other * width + stratum + a]!
      }
    }
    for (let index = 0; index < metCount; index++) {
      const other = met[index]!
      const figures = { shared: shared[other]!, agreed: agreed[other]!, expected: expected[other]! }
      const excess = (figures.agreed - figures.expected) / (figures.shared - figures.expected)
      use({ raters: [rater, other], ...figures, excess, bound: Number.NEGATIVE_INFINITY })
      shared[other] = 0
      agreed[other] = 0
      expected[other] = 0
    }
  }
}
