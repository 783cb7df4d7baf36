import { clusterRows, inClusterOrder } from '@/lib/numeric/bootstrap'
import { nullIfZeroWidth } from '@/lib/numeric/quantiles'
import { wilsonInterval } from '@/lib/numeric/wilson-interval'
import { groupMeasurer, type IntervalOptions, type Measure } from './bootstrap-measures'

/** A rater's answers and the truth. N answers, in any order. */
export type JudgedAnswers = {
  /** [N] 0 no, 1 maybe, 2 yes. */
  answer: Uint8Array
  /** [N] probability that the label holds, 0 or 1 if known. */
  truth: Float64Array
}

/** Expected answers where the label holds, and where it does not, below which skill says next to nothing. */
const minOfEachKind = 5

/** Credit for an answer if the label holds. If it does not, the credit is 1 minus this. */
const worth = [0, 0.5, 1]
const answerCount = worth.length

/**
 * Counts how often a rater gave each answer where the label holds and where it does not. An answer whose truth is a
 * probability counts in both rows, in proportion.
 *
 * Shapes: Float64Array[2 × 3], row-major: row 0 the label holds, row 1 it does not; columns no, maybe, yes. Sums to N.
 * Errors: RangeError if the columns differ in length, an answer is invalid, or a truth is not from 0 to 1.
 */
export function raterConfusion(judged: JudgedAnswers): Float64Array {
  checkJudged(judged)
  const counts = new Float64Array(2 * answerCount)
  for (let index = 0; index < judged.answer.length; index++) {
    const holds = judged.truth[index]!
    counts[judged.answer[index]!]! += holds
    counts[answerCount + judged.answer[index]!]! += 1 - holds
  }
  return counts
}

export type SkillOptions = IntervalOptions & {
  /** [N] cluster (image) resampled as a whole, from 0 to clusterCount − 1. */
  cluster: Int32Array
  clusterCount: number
}

/**
 * Computes balanced accuracy with a percentile interval. Whole images are resampled, because answers on one image are
 * dependent. Null with fewer than five expected answers of either kind, as for golden accuracy: answers of one kind
 * alone would give about one half.
 *
 * Errors: as for `raterConfusion`, and RangeError if the clusters do not match or an option is invalid.
 * Cost:   O(N + replicates × images) time. Deterministic.
 */
export function raterSkill(judged: JudgedAnswers, options: SkillOptions): Measure {
  const { answer, truth } = judged
  const skill = windowSkills(judged, options, new Int32Array(answer.length), 1)[0]!
  const holding = truth.reduce((sum, holds) => sum + holds, 0)
  const hasEnough = Math.min(holding, truth.length - holding) >= minOfEachKind
  return hasEnough ? skill : { value: null, interval: null, replicates: 0 }
}

/**
 * Returns the interval of a skill. If all resamples agree, as for a rater without mistakes, it would have no width and
 * is replaced by the mean of Wilson's intervals for the two kinds of answers. `counts` is from `raterConfusion`.
 */
export function skillInterval({ interval }: Measure, counts: Float64Array): Measure['interval'] {
  if (!interval || nullIfZeroWidth(interval)) return interval
  const wilson = (row: number, right: number, wrong: number) => {
    const [start, halfMaybe] = [row * answerCount, counts[row * answerCount + 1]! / 2]
    const hits = counts[start + right]! + halfMaybe
    return wilsonInterval(hits, hits + halfMaybe + counts[start + wrong]!)
  }
  const [holds, holdsNot] = [wilson(0, 2, 0), wilson(1, 0, 2)]
  return [(holds[0] + holdsNot[0]) / 2, (holds[1] + holdsNot[1]) / 2]
}

/**
 * Computes skill in each window of answers, with however few answers of either kind: a window is compared with others
 * of the same rater. `window` [N] is the index of each answer's window.
 */
export function windowSkills(
  judged: JudgedAnswers,
  { cluster, clusterCount, ...interval }: SkillOptions,
  window: Int32Array,
  windowCount: number,
): Measure[] {
  checkJudged(judged)
  const { answer, truth } = judged
  if (cluster.length !== answer.length) throw new RangeError(`${cluster.length} clusters for ${answer.length} answers`)
  for (const own of cluster) {
    if (!(own >= 0 && own < clusterCount)) throw new RangeError(`Cluster ${own} is not from 0 to ${clusterCount - 1}`)
  }
  const order = inClusterOrder(cluster, clusterCount)
  const found = clusterRows(
    order.map((index) => window[index]!),
    order.map((index) => cluster[index]!),
    windowCount,
  )
  const { groupStart, rowOf } = found
  const rows = new Float64Array(groupStart[windowCount]! * 4)
  for (let entry = 0; entry < order.length; entry++) {
    const index = order[entry]!
    const position = rowOf[entry]! * 4
    const holds = truth[index]!
    rows[position]! += holds
    rows[position + 1]! += holds * worth[answer[index]!]!
    rows[position + 2]! += 1 - holds
    rows[position + 3]! += (1 - holds) * (1 - worth[answer[index]!]!)
  }
  let largest = 0
  for (let own = 0; own < windowCount; own++) largest = Math.max(largest, groupStart[own + 1]! - groupStart[own]!)
  const measure = groupMeasurer({ width: 4, measureCount: 1, largestGroup: largest }, fillBalanced, interval)
  return Array.from({ length: windowCount }, (_, own) => measure(rows, groupStart[own]!, groupStart[own + 1]!)[0]!)
}

/** Balanced accuracy from sums: weight and hits where the label holds, then where it does not. */
function fillBalanced(sums: Float64Array, start: number, values: Float64Array, to: number) {
  const isDefined = sums[start]! > 0 && sums[start + 2]! > 0
  values[to] = isDefined ? (sums[start + 1]! / sums[start]! + sums[start + 3]! / sums[start + 2]!) / 2 : Number.NaN
}

function checkJudged({ answer, truth }: JudgedAnswers) {
  if (answer.length !== truth.length) throw new RangeError(`${truth.length} truths for ${answer.length} answers`)
  for (let index = 0; index < answer.length; index++) {
    if (answer[index]! >= answerCount) throw new RangeError(`Answer ${index} is ${answer[index]}, not from 0 to 2`)
    if (!(truth[index]! >= 0 && truth[index]! <= 1)) {
      throw new RangeError(`The truth of answer ${index} is ${truth[index]}, not from 0 to 1`)
    }
  }
}
