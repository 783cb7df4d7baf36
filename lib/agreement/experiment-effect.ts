import {
  type EffectFigure,
  type EffectMeasure,
  effectMeasures,
  isRatioMeasure,
} from '@/lib/domain/experiments/experiment'
import { bootstrapSums } from '@/lib/numeric/bootstrap'
import { percentileInterval } from '@/lib/numeric/quantiles'
import { seededRandom } from '@/lib/numeric/seeded-random'
import { risingOrder, weightedMedian } from '@/lib/numeric/weighted-median'
import { fillMarginals } from './coincidence-matrix'
import { type ExperimentData, experimentSums, fillCoincidences, positionCount, sum, sumWidth } from './experiment-data'
import { expectedDisagreement, fillDistances, observedDisagreement } from './krippendorff-alpha'

export type EffectFigures = Record<EffectMeasure, EffectFigure>

export type ConditionFigures = {
  assignments: number
  answers: number
  timed: number
  goldenAnswers: number
  figures: EffectFigures
  /** Against the first condition; null for the first condition itself. */
  against: EffectFigures | null
  /** Yes at each position, less the share of yes among all names of the same assignment. */
  positions: (EffectFigure & { position: number; answers: number })[]
}

const level = 0.95
const timeMeasures = 2
const valueCount = effectMeasures.length + positionCount

/**
 * What the conditions of an experiment did to time, answers and agreement, each condition against the first, with percentile
 * intervals from resampling tasks: what is answered to one task is alike, so it comes and goes together. Arms are drawn
 * for each assignment by itself, so that raters who differ add noise but no bias. All conditions see the same draws.
 *
 * taskSeconds, candidateSeconds: medians over assignments of active time. yes, maybe, no: shares of answers. firstPosition:
 * yes at the first position minus the share of yes at the later ones of the same assignment. agreement: see experimentSums. alpha: Krippendorff's,
 * ordinal, of votes within the condition. golden: share right on golden tasks, maybe being half right. rest, undone: shares.
 *
 * Source: Efron & Tibshirani (1993), An Introduction to the Bootstrap, ch. 13; by clusters: Davison & Hinkley (1997), 3.8.
 * Errors: RangeError when replicates are no integer from 1 on, or the seed is none. A figure without data is null, and
 *         its interval is null where fewer than two tasks or fewer than half of the replicates have it.
 * Cost:   O(replicates × (tasks × conditions × 32 + assignments)) time, 256 bytes a task and arm. Deterministic by seed.
 */
export function experimentEffect(
  data: ExperimentData,
  {
    seed,
    replicates,
    onProgress,
  }: { seed: number; replicates: number; onProgress?: ((done: number, total: number) => void) | undefined },
): ConditionFigures[] {
  if (!Number.isInteger(replicates) || replicates < 1) throw new RangeError(`${replicates} replicates`)
  const { conditionCount, taskCount } = data
  const columns = experimentSums(data)
  const times = Array.from({ length: conditionCount }, (_, condition) => timesOf(data, condition))
  const width = conditionCount * sumWidth
  const random = seededRandom(seed)
  const draws = new Int32Array(taskCount)
  const sums = new Float64Array(width)
  const drawn = new Float64Array((replicates + 1) * conditionCount * valueCount)
  const buffers = alphaBuffers()
  const fill = (replicate: number) => {
    for (let condition = 0; condition < conditionCount; condition++) {
      const to = (replicate * conditionCount + condition) * valueCount
      drawn[to] = medianSeconds(times[condition]!, 'perTask', draws)
      drawn[to + 1] = medianSeconds(times[condition]!, 'perCandidate', draws)
      fillShares(sums, condition * sumWidth, drawn, to, buffers)
    }
  }
  for (let replicate = 0; taskCount > 1 && replicate < replicates; replicate++) {
    bootstrapSums(columns, random, sums, draws)
    fill(replicate)
    if (replicate % 10 === 9) onProgress?.(replicate + 1, replicates)
  }
  draws.fill(1)
  for (let column = 0; column < width; column++) {
    sums[column] = 0
    for (let task = 0; task < taskCount; task++) sums[column]! += columns[column * taskCount + task]!
  }
  fill(replicates)

  const defined = new Float64Array(replicates)
  const figure = (valueAt: (replicate: number) => number): EffectFigure => {
    const value = valueAt(replicates)
    if (!Number.isFinite(value)) return { value: null, low: null, high: null }
    let count = 0
    for (let replicate = 0; taskCount > 1 && replicate < replicates; replicate++) {
      const one = valueAt(replicate)
      if (Number.isFinite(one)) defined[count++] = one
    }
    if (2 * count < replicates) return { value, low: null, high: null }
    const [low, high] = percentileInterval(defined.subarray(0, count), level)
    return { value, low, high }
  }
  const at = (condition: number, index: number) => (replicate: number) =>
    drawn[(replicate * conditionCount + condition) * valueCount + index]!
  const figures = (from: (index: number) => EffectFigure) =>
    Object.fromEntries(effectMeasures.map((measure, index) => [measure, from(index)])) as EffectFigures

  return times.map(({ task }, condition) => {
    const start = condition * sumWidth
    const against = (index: number) => {
      const [mine, first] = [at(condition, index), at(0, index)]
      const isRatio = isRatioMeasure(effectMeasures[index]!)
      return figure((replicate) => (isRatio ? mine(replicate) / first(replicate) : mine(replicate) - first(replicate)))
    }
    return {
      assignments: sums[start + sum.assignments]!,
      answers: sums[start + sum.answers]! + sums[start + sum.answers + 1]! + sums[start + sum.answers + 2]!,
      timed: task.length,
      goldenAnswers: sums[start + sum.golden]!,
      figures: figures((index) => figure(at(condition, index))),
      against: condition === 0 ? null : figures(against),
      positions: Array.from({ length: positionCount }, (_, position) => ({
        position,
        answers: sums[start + sum.positionAnswers + position]!,
        ...figure(at(condition, effectMeasures.length + position)),
      })).filter(({ answers }) => answers > 0),
    }
  })
}

type Times = { task: Int32Array } & Record<'perTask' | 'perCandidate', { seconds: Float64Array; order: Int32Array }>

/** Active times of a condition's ordinary assignments, ordered once, as every replicate asks for their middle again. */
function timesOf({ assignments, answers }: ExperimentData, condition: number): Times {
  const shown = new Int32Array(assignments.task.length)
  for (let index = 0; index < answers.assignment.length; index++) {
    if (!answers.isGolden[index]) shown[answers.assignment[index]!]!++
  }
  const timed: number[] = []
  for (let index = 0; index < assignments.task.length; index++) {
    if (assignments.condition[index] === condition && assignments.activeMs[index]! >= 0 && shown[index]! > 0)
      timed.push(index)
  }
  const column = (seconds: Float64Array) => ({ seconds, order: risingOrder(seconds) })
  return {
    task: Int32Array.from(timed, (index) => assignments.task[index]!),
    perTask: column(Float64Array.from(timed, (index) => assignments.activeMs[index]! / 1000)),
    perCandidate: column(Float64Array.from(timed, (index) => assignments.activeMs[index]! / 1000 / shown[index]!)),
  }
}

function medianSeconds(times: Times, by: 'perTask' | 'perCandidate', draws: Int32Array): number {
  return weightedMedian(times[by].seconds, times[by].order, times.task, draws)
}

type AlphaBuffers = { matrix: Float64Array; marginals: Float64Array; distances: Float64Array }
const alphaBuffers = (): AlphaBuffers => ({
  matrix: new Float64Array(9),
  marginals: new Float64Array(3),
  distances: new Float64Array(9),
})

/** Writes what follows from the sums of a condition behind its two times; NaN where there is nothing to divide by. */
function fillShares(sums: Float64Array, start: number, values: Float64Array, to: number, buffers: AlphaBuffers) {
  const [no, maybe, yes] = [0, 1, 2].map((answer) => sums[start + sum.answers + answer])
  const answers = no! + maybe! + yes!
  let next = to + timeMeasures
  values[next++] = yes! / answers
  values[next++] = maybe! / answers
  values[next++] = no! / answers
  values[next++] = sums[start + sum.firstLessLater]! / sums[start + sum.firsts]!
  values[next++] = sums[start + sum.alike]! / sums[start + sum.compared]!
  values[next++] = alpha(sums, start, buffers)
  values[next++] = sums[start + sum.goldenRight]! / sums[start + sum.golden]!
  values[next++] = sums[start + sum.rest]! / answers
  values[next++] = sums[start + sum.undone]! / sums[start + sum.assignments]!
  for (let index = 0; index < positionCount; index++) {
    values[next++] = sums[start + sum.positionLessMean + index]! / sums[start + sum.positionAnswers + index]!
  }
}

function alpha(sums: Float64Array, start: number, { matrix, marginals, distances }: AlphaBuffers): number {
  fillCoincidences(sums, start, matrix)
  fillMarginals(matrix, marginals)
  fillDistances('ordinal', marginals, marginals, distances)
  const expected = expectedDisagreement(marginals, distances)
  return expected > 0 ? 1 - observedDisagreement(matrix, distances) / expected : Number.NaN
}
