import {
  type EffectFigure,
  type EffectMeasure,
  effectMeasures,
  isRatioMeasure,
} from '@/lib/domain/experiments/experiment'
import { secondsPerCandidate } from '@/lib/domain/raters/pace'
import { bootstrapSums } from '@/lib/numeric/bootstrap'
import { percentileInterval, shownInterval } from '@/lib/numeric/quantiles'
import { seededRandom } from '@/lib/numeric/seeded-random'
import { risingOrder, weightedMedian } from '@/lib/numeric/weighted-median'
import { type ExperimentData, experimentSums, fillCoincidences, positionCount, sum, sumWidth } from './experiment-data'
import { expectedDisagreement, fillDistances, fillMarginals, observedDisagreement } from './krippendorff-alpha'
import { differenceOf, withMarks, withUnseen } from './unseen-variation'

type EffectFigures = Record<EffectMeasure, EffectFigure>

export type ConditionFigures = {
  assignments: number
  answers: number
  timed: number
  goldenAnswers: number
  figures: EffectFigures
  /** Effect against the first condition. Null for the first condition. */
  against: EffectFigures | null
  /** Share of yes at each position minus the share of yes over all candidates of the same assignments. */
  positions: (EffectFigure & { position: number; answers: number })[]
}

interface EffectOptions {
  seed: number
  replicates: number
  onProgress?: ((done: number, total: number) => void) | undefined
}

const level = 0.95
/** Number of measures that are not ratios of sums. */
const medianMeasures = 1
const valueCount = effectMeasures.length + positionCount

/**
 * Measures the effect of an experiment's conditions on time, answers and agreement, each against the first condition,
 * with percentile intervals from resampling tasks, because answers to one task are dependent. Conditions are drawn per
 * assignment, so differences between raters add noise but no bias. All conditions use the same resamples.
 *
 * - taskSeconds: median active time over assignments, gold questions included
 * - candidateSeconds: see secondsPerCandidate
 * - yes, maybe, no: shares of answers
 * - firstPosition: yes at the first position minus the share of yes at later ones of the same assignment
 * - agreement: see experimentSums
 * - alpha: Krippendorff's ordinal alpha of votes within the condition
 * - golden, goldenHolds, goldenHoldsNot: share correct on gold questions, as the mean of the two marks and each of
 *   them, a maybe counting half
 * - rest, undone: shares
 * - missed: share of no among answers to labels with a majority of yes among the other votes
 *
 * Source: Efron & Tibshirani (1993), An Introduction to the Bootstrap, ch. 13; by clusters: Davison & Hinkley (1997),
 *         3.8; conditions and marks that never varied: Newcombe (1998), Stat. Med. 17:873-890, method 10.
 * Errors: RangeError unless `replicates` is an integer >= 1 and the seed is valid. A figure without data is null. Its
 *         interval is null if fewer than five tasks (of either condition, for an effect) or fewer than half of the
 *         replicates have data, or all values are equal.
 * Cost:   O(replicates × (tasks × conditions × 40 + assignments)) time, 288 bytes per task and condition. Deterministic
 *         by seed.
 */
export function experimentEffect(
  data: ExperimentData,
  { seed, replicates, onProgress }: EffectOptions,
): ConditionFigures[] {
  if (!Number.isInteger(replicates) || replicates < 1) throw new RangeError(`${replicates} replicates`)
  const { conditionCount, taskCount } = data
  const columns = experimentSums(data)
  const times = Array.from({ length: conditionCount }, (_, condition) => timesOf(data, condition))
  const tasks = times.map((time, condition) => tasksBehind(columns, taskCount, condition, time))
  const tasksWith = (condition: number, index: number) => tasks[condition]![index]!
  const width = conditionCount * sumWidth
  const random = seededRandom(seed)
  const draws = new Int32Array(taskCount)
  const sums = new Float64Array(width)
  const drawn = new Float64Array((replicates + 1) * conditionCount * valueCount)
  const buffers = alphaBuffers()
  const fill = (replicate: number) => {
    for (let condition = 0; condition < conditionCount; condition++) {
      const to = (replicate * conditionCount + condition) * valueCount
      const { seconds, order, task } = times[condition]!
      drawn[to] = weightedMedian(seconds, order, task, draws)
      fillShares(sums, condition * sumWidth, drawn, to, buffers)
    }
  }
  for (let replicate = 0; taskCount > 1 && replicate < replicates; replicate++) {
    bootstrapSums(columns, random, sums, draws)
    fill(replicate)
    if (replicate % 10 === 9) onProgress?.(replicate + 1, replicates)
  }
  draws.fill(1)
  sums.set(totalsOf(columns, taskCount))
  fill(replicates)

  const figure = (valueAt: (replicate: number) => number, tasks: number): EffectFigure => {
    const value = valueAt(replicates)
    if (!Number.isFinite(value)) return { value: null, low: null, high: null, tasks }
    const values = Float64Array.from({ length: replicates }, (_, replicate) => valueAt(replicate))
    const interval = intervalOf(values, tasks)
    return { value, low: interval?.[0] ?? null, high: interval?.[1] ?? null, tasks }
  }
  const at = (condition: number, index: number) => (replicate: number) =>
    drawn[(replicate * conditionCount + condition) * valueCount + index]!
  const own = times.map((_, condition) =>
    withMarks(
      Array.from({ length: valueCount }, (_, index) => figure(at(condition, index), tasksWith(condition, index))),
    ),
  )
  const figures = (from: (index: number) => EffectFigure) =>
    Object.fromEntries(effectMeasures.map((measure, index) => [measure, from(index)])) as EffectFigures

  return times.map(({ task }, condition) => {
    const start = condition * sumWidth
    const against = (index: number) => {
      const measure = effectMeasures[index]!
      const [mine, first] = [at(condition, index), at(0, index)]
      const tasks = Math.min(tasksWith(condition, index), tasksWith(0, index))
      const effect = figure((replicate) => effectOf(measure, mine(replicate), first(replicate)), tasks)
      return withUnseen(effect, differenceOf(measure, own[condition]!, own[0]!))
    }
    return {
      assignments: sums[start + sum.assignments]!,
      answers: sums[start + sum.answers]! + sums[start + sum.answers + 1]! + sums[start + sum.answers + 2]!,
      timed: task.length,
      goldenAnswers: sums[start + sum.goldenHolds]! + sums[start + sum.goldenHoldsNot]!,
      figures: figures((index) => own[condition]![index]!),
      against: condition === 0 ? null : figures(against),
      positions: Array.from({ length: positionCount }, (_, position) => ({
        position,
        answers: sums[start + sum.positionAnswers + position]!,
        ...own[condition]![effectMeasures.length + position]!,
      })).filter(({ answers }) => answers > 0),
    }
  })
}

const effectOf = (measure: EffectMeasure, value: number, reference: number) =>
  isRatioMeasure(measure) ? value / reference : value - reference

function totalsOf(columns: Float64Array, taskCount: number): Float64Array {
  const totals = new Float64Array(columns.length / Math.max(1, taskCount))
  for (let column = 0; column < totals.length; column++) {
    for (let task = 0; task < taskCount; task++) totals[column]! += columns[column * taskCount + task]!
  }
  return totals
}

/** Null if fewer than half of the replicates have a value, or as in `shownInterval`. */
function intervalOf(drawn: Float64Array, tasks: number) {
  const defined = drawn.filter(Number.isFinite)
  return defined.length === 0 || 2 * defined.length < drawn.length
    ? null
    : shownInterval(percentileInterval(defined, level), tasks)
}

type Times = { task: Int32Array; seconds: Float64Array; order: Int32Array }

/** Sorts the active times of a condition's assignments once, because every replicate needs their median. */
function timesOf({ assignments }: ExperimentData, condition: number): Times {
  const timed: number[] = []
  for (let index = 0; index < assignments.task.length; index++) {
    if (assignments.condition[index] === condition && assignments.activeMs[index]! >= 0) timed.push(index)
  }
  const seconds = Float64Array.from(timed, (index) => assignments.activeMs[index]! / 1000)
  return {
    task: Int32Array.from(timed, (index) => assignments.task[index]!),
    seconds,
    order: risingOrder(seconds),
  }
}

/** Sums (first and count) whose tasks count for a measure. The median has no sum; a mean of two has those of both. */
const sumsBehind: Record<Exclude<EffectMeasure, 'taskSeconds' | 'golden'>, [first: number, count: number]> = {
  candidateSeconds: [sum.timedAnswers, 1],
  yes: [sum.answers, 3],
  maybe: [sum.answers, 3],
  no: [sum.answers, 3],
  firstPosition: [sum.firsts, 1],
  agreement: [sum.compared, 1],
  alpha: [sum.coincidences, 6],
  goldenHolds: [sum.goldenHolds, 1],
  goldenHoldsNot: [sum.goldenHoldsNot, 1],
  rest: [sum.answers, 3],
  undone: [sum.assignments, 1],
  missed: [sum.likely, 1],
}

/**
 * Returns the number of tasks with data for each value of a condition; for golden accuracy, those of the rarer kind of
 * label. `columns` as returned by experimentSums.
 */
function tasksBehind(columns: Float64Array, taskCount: number, condition: number, { task: timed }: Times): number[] {
  const tasksOf = (first: number, count: number) => {
    const start = (condition * sumWidth + first) * taskCount
    let tasks = 0
    for (let task = 0; task < taskCount; task++) {
      for (let column = 0; column < count; column++) {
        if (columns[start + column * taskCount + task] === 0) continue
        tasks++
        break
      }
    }
    return tasks
  }
  const tasksWith = (measure: EffectMeasure): number => {
    if (measure === 'taskSeconds') return new Set(timed).size
    if (measure === 'golden') return Math.min(tasksWith('goldenHolds'), tasksWith('goldenHoldsNot'))
    return tasksOf(...sumsBehind[measure])
  }
  return [
    ...effectMeasures.map(tasksWith),
    ...Array.from({ length: positionCount }, (_, position) => tasksOf(sum.positionAnswers + position, 1)),
  ]
}

type AlphaBuffers = { matrix: Float64Array; marginals: Float64Array; distances: Float64Array }
const alphaBuffers = (): AlphaBuffers => ({
  matrix: new Float64Array(9),
  marginals: new Float64Array(3),
  distances: new Float64Array(9),
})

/** Writes all values of a condition except the median time. NaN for division by zero. */
function fillShares(sums: Float64Array, start: number, values: Float64Array, to: number, buffers: AlphaBuffers) {
  const [no, maybe, yes] = [0, 1, 2].map((answer) => sums[start + sum.answers + answer])
  const answers = no! + maybe! + yes!
  let next = to + medianMeasures
  const timed = { activeMs: sums[start + sum.activeMs]!, timedAnswers: sums[start + sum.timedAnswers]! }
  values[next++] = secondsPerCandidate(timed) ?? Number.NaN
  values[next++] = yes! / answers
  values[next++] = maybe! / answers
  values[next++] = no! / answers
  values[next++] = sums[start + sum.firstLessLater]! / sums[start + sum.firsts]!
  values[next++] = sums[start + sum.alike]! / sums[start + sum.compared]!
  values[next++] = alpha(sums, start, buffers)
  const holds = sums[start + sum.goldenHoldsRight]! / sums[start + sum.goldenHolds]!
  const holdsNot = sums[start + sum.goldenHoldsNotRight]! / sums[start + sum.goldenHoldsNot]!
  values[next++] = (holds + holdsNot) / 2
  values[next++] = holds
  values[next++] = holdsNot
  values[next++] = sums[start + sum.rest]! / answers
  values[next++] = sums[start + sum.undone]! / sums[start + sum.assignments]!
  values[next++] = sums[start + sum.missed]! / sums[start + sum.likely]!
  for (let index = 0; index < positionCount; index++) {
    values[next++] = sums[start + sum.positionLessMean + index]! / sums[start + sum.positionAnswers + index]!
  }
}

function alpha(sums: Float64Array, start: number, { matrix, marginals, distances }: AlphaBuffers): number {
  fillCoincidences(sums, start, matrix)
  fillMarginals(matrix, marginals)
  fillDistances('ordinal', marginals, distances)
  const expected = expectedDisagreement(marginals, distances)
  return expected > 0 ? 1 - observedDisagreement(matrix, distances) / expected : Number.NaN
}
