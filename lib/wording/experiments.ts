import {
  type Arm,
  type EffectFigure,
  type EffectMeasure,
  type ExperimentFactor,
  isRatioMeasure,
} from '@/lib/domain/experiments/experiment'
import { type ValueFormat, valueText } from './chart'

export const factorWord: Record<ExperimentFactor, { name: string; says: string }> = {
  order: { name: 'Order of names', says: 'Which name a rater meets first.' },
  candidates: {
    name: 'Names on a screen',
    says: 'How many names stand below a picture at once; the task stays the same.',
  },
  examples: { name: 'Example pictures', says: 'Whether raters can open pictures of a class.' },
}

const armWords: Record<string, { name: string; with: string }> = {
  random: { name: 'Random order', with: 'with names in random order' },
  'likely-first': { name: 'Most proposed first', with: 'with the most proposed name first' },
  'by-name': { name: 'By name', with: 'with names from A to Z' },
  8: { name: 'Up to 8 names', with: 'with up to eight names at once' },
  4: { name: 'Up to 4 names', with: 'with up to four names at once' },
  true: { name: 'With examples', with: 'with example pictures' },
  false: { name: 'Without examples', with: 'without example pictures' },
}
export const armName = (arm: Arm): string => armWords[String(arm)]?.name ?? String(arm)
export const withArm = (arm: Arm): string => armWords[String(arm)]?.with ?? `with ${arm}`

export const experimentStateWord = { draft: 'Draft', running: 'Running', stopped: 'Stopped' } as const

type Word = { name: string; says: string; axis: string; format: ValueFormat }

export const effectWord: Record<EffectMeasure, Word> = {
  taskSeconds: {
    name: 'Time for a task',
    says: 'Median of the seconds in which the page was visible and the rater active.',
    axis: 'Seconds for a task',
    format: 'number',
  },
  candidateSeconds: {
    name: 'Time for a name',
    says: 'Median of active seconds for a task, divided by its names.',
    axis: 'Seconds for a name',
    format: 'number',
  },
  yes: { name: 'Yes', says: 'Share of all answers.', axis: 'Yes', format: 'percent' },
  maybe: { name: 'Maybe', says: 'Share of all answers.', axis: 'Maybe', format: 'percent' },
  no: { name: 'No', says: 'Share of all answers.', axis: 'No', format: 'percent' },
  firstPlace: {
    name: 'Pull of the first place',
    says: 'Share of yes at the first place, less that at the later ones of the same task. In random order alone it should be nothing.',
    axis: 'Yes at the first place, less later',
    format: 'percent',
  },
  agreement: {
    name: 'Agreement with the others',
    says: 'Share of the other votes on the same name that gave the same answer.',
    axis: 'Agreement with the others',
    format: 'percent',
  },
  alpha: {
    name: 'Krippendorff’s alpha',
    says: 'Ordinal, of votes within the arm: agreement beyond chance.',
    axis: 'Krippendorff’s alpha',
    format: 'number',
  },
  golden: {
    name: 'Right on golden tasks',
    says: 'Of answers to hidden golden tasks; maybe is half right.',
    axis: 'Right on golden tasks',
    format: 'percent',
  },
  rest: {
    name: 'By “rest are no”',
    says: 'Share of answers that “rest are no” gave.',
    axis: 'By “rest are no”',
    format: 'percent',
  },
  undone: {
    name: 'Taken back',
    says: 'Share of tasks that a rater reopened and sent again.',
    axis: 'Taken back',
    format: 'percent',
  },
}

/** Whether chance alone could make such a difference: its interval holds no difference, or there is no interval. */
export function mayBeChance(measure: EffectMeasure, { low, high }: EffectFigure): boolean {
  const none = isRatioMeasure(measure) ? 1 : 0
  return low === null || high === null || (low <= none && high >= none)
}

/** A difference to the first arm: "+12.0 %" of time, "−1.4" points of a share, "+0.021" of alpha. */
export function differenceText(measure: EffectMeasure, value: number): string {
  const text = isRatioMeasure(measure)
    ? valueText(value - 1, 'percent')
    : measure === 'alpha'
      ? valueText(value, 'number', 3)
      : valueText(value * 100, 'number', 1)
  return /[1-9]/.test(text) && !text.startsWith('−') ? `+${text}` : text
}

/** "(3 % to 21 %)": the interval of a difference, behind its value. */
function inBrackets(measure: EffectMeasure, { low, high }: EffectFigure): string {
  if (low === null || high === null) return ''
  const text = (value: number) =>
    isRatioMeasure(measure) ? valueText(value - 1, 'percent') : valueText(value * 100, 'number', 1)
  return ` (${text(low)} to ${text(high)})`
}

type Clause = (value: number) => string

const points = (value: number) => {
  const text = valueText(Math.abs(value) * 100, 'number', 1)
  return `${text} ${text === '1.0' ? 'point' : 'points'}`
}
const clauses: [EffectMeasure, Clause, word: string][] = [
  [
    'taskSeconds',
    (value) => `took ${valueText(Math.abs(value - 1), 'percent')} ${value < 1 ? 'less time' : 'longer'} for a task`,
    'time',
  ],
  ['agreement', (value) => `agreed ${points(value)} ${value < 0 ? 'less' : 'more'} with the others`, 'agreement'],
  ['yes', (value) => `said yes ${points(value)} ${value < 0 ? 'less' : 'more'} often`, 'yes'],
  [
    'golden',
    (value) => `were right ${points(value)} ${value < 0 ? 'less' : 'more'} often on golden tasks`,
    'golden tasks',
  ],
]

const listed = (parts: readonly string[]) =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`

/**
 * What an arm did against the first, in one or two sentences: "With up to four names at once, raters took 12.0 % longer
 * for a task (3.0 % to 21.0 %) and agreed 1.4 points more with the others (−0.5 to 3.3) than with up to eight names at
 * once." The second sentence tells what may be chance.
 */
export function effectSentences(
  { arm, against }: { arm: Arm; against: Record<EffectMeasure, EffectFigure> | null },
  first: Arm,
): string[] {
  if (!against) return []
  const known = clauses.filter(([measure]) => against[measure].value !== null)
  const opening = withArm(arm)
  const start = opening[0].toUpperCase() + opening.slice(1)
  if (known.length === 0) return [`${start}, nothing could be compared yet.`]
  const said = known.map(([measure, clause]) => {
    const figure = against[measure]
    return clause(figure.value ?? 0) + inBrackets(measure, figure)
  })
  const chance = known.flatMap(([measure, , word]) => (mayBeChance(measure, against[measure]) ? [word] : []))
  const isAll = chance.length === known.length
  return [
    `${start}, raters ${listed(said)} than ${withArm(first)}.`,
    ...(chance.length > 0
      ? [isAll ? 'All of it may be chance.' : `What differs in ${listed(chance)} may be chance.`]
      : []),
  ]
}
