import { answerModes, pageModes } from '@/lib/domain/rating/answer-mode'

/**
 * What can be randomized: the order of candidates, their number per screen, example pictures, image first or class
 * first, the way of answering, and what a tap means on a page.
 */
export const experimentFactors = ['order', 'candidates', 'examples', 'mode', 'answering', 'tapping'] as const
export type ExperimentFactor = (typeof experimentFactors)[number]

export type ExperimentConditionValue = string | number | boolean

/** Conditions of each factor, the default without an experiment first. */
export const conditionsOfFactor = {
  order: ['random', 'likely-first', 'by-name'],
  candidates: [8, 4],
  examples: [true, false],
  mode: ['image', 'class'],
  answering: answerModes,
  tapping: pageModes,
} as const satisfies Record<ExperimentFactor, readonly ExperimentConditionValue[]>

export const experimentStates = ['draft', 'running', 'stopped'] as const
export type ExperimentState = (typeof experimentStates)[number]

/** Returns why these conditions are not valid for the factor, as a sentence, or null. */
export function conditionsProblem(
  factor: ExperimentFactor,
  conditions: readonly ExperimentConditionValue[],
): string | null {
  const known: readonly ExperimentConditionValue[] = conditionsOfFactor[factor]
  if (conditions.length < 2) return 'Choose at least two conditions to compare.'
  if (!conditions.every((condition) => known.includes(condition))) return `Choose among ${known.join(', ')}.`
  if (new Set(conditions).size !== conditions.length) return 'Choose each condition only once.'
  return null
}

export const effectMeasures = [
  'taskSeconds',
  'candidateSeconds',
  'yes',
  'maybe',
  'no',
  'firstPosition',
  'agreement',
  'alpha',
  'golden',
  'goldenHolds',
  'goldenHoldsNot',
  'rest',
  'undone',
  'missed',
] as const
export type EffectMeasure = (typeof effectMeasures)[number]

/** Whether conditions are compared as a ratio. All other measures are compared as a difference. */
export const isRatioMeasure = (measure: EffectMeasure) => measure === 'taskSeconds' || measure === 'candidateSeconds'

const shareBounds = [0, 1] as const
const differenceBounds = [-1, 1] as const

/** The range of a measure, or null if it has none. Shares are from 0 to 1; a bias is the difference of two shares. */
export function measureBounds(measure: EffectMeasure): readonly [low: number, high: number] | null {
  if (isRatioMeasure(measure) || measure === 'alpha') return null
  return measure === 'firstPosition' ? differenceBounds : shareBounds
}

/**
 * An estimate with its 95% interval and its number of tasks (the smaller number if two conditions are compared).
 * `value` is null where undefined; the interval is also null if no task differs, because it would have no width.
 */
export type EffectFigure = { value: number | null; low: number | null; high: number | null; tasks: number }
