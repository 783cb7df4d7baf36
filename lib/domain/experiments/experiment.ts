import { answerModes, pageModes } from '@/lib/domain/rating/answer-mode'

/**
 * What can be tried on raters at random: the order of names, how many of them stand on a screen, example pictures, which way
 * candidates are asked, how names are answered, and what a tap says on a page of pictures.
 */
export const experimentFactors = ['order', 'candidates', 'examples', 'mode', 'answering', 'tapping'] as const
export type ExperimentFactor = (typeof experimentFactors)[number]

/** A condition under which an assignment is answered. */
export type ExperimentConditionValue = string | number | boolean

/** The conditions that each factor knows; the first is how tasks are shown without an experiment. */
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

/** Why these cannot be the conditions of an experiment on this factor, as a sentence; null when they can. */
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

/** What conditions are measured by, in the order in which it is shown. */
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

/** Those by which conditions are compared as a ratio; by all others as a difference. */
export const isRatioMeasure = (measure: EffectMeasure) => measure === 'taskSeconds' || measure === 'candidateSeconds'

/**
 * A figure with the ends of its 95 % interval, and the number of tasks it comes from (of two conditions, the smaller).
 * The value is null where undefined; the interval also where no task differs, as it would have no width.
 */
export type EffectFigure = { value: number | null; low: number | null; high: number | null; tasks: number }
