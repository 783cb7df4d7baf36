import { capitalized } from '@/lib/domain/capitalized'
import {
  type EffectFigure,
  type EffectMeasure,
  type ExperimentConditionValue,
  type ExperimentFactor,
  isRatioMeasure,
} from '@/lib/domain/experiments/experiment'
import { listText } from '@/lib/domain/list-text'
import { type ValueFormat, valueText } from './chart'
import { figureNote } from './figure-notes'
import { counted } from './number'
import { boundingSampleSize, unseenShare } from './unseen'

export const factorWord: Record<ExperimentFactor, { name: string; explanation: string }> = {
  order: { name: 'Order of candidates', explanation: 'Which candidate a rater sees first.' },
  candidates: {
    name: 'Candidates per screen',
    explanation: 'How many candidates appear at once; tasks stay the same.',
  },
  examples: { name: 'Example images', explanation: 'Whether raters can open example images of a class.' },
  mode: {
    name: 'Image first or class first',
    explanation:
      'One image with its candidates, or one class with a page of images. Needs a batch with a mixed design, which decides how each candidate is asked. When rating class first, a task is one image on the page.',
  },
  answering: {
    name: 'How candidates are answered',
    explanation:
      'Each candidate by itself; in a sweep, where the rest are no; or each, with automatic submit after the last answer. Overrides what raters have chosen.',
  },
  tapping: {
    name: 'What a tap means, class first',
    explanation:
      'On a page of images, raters tap those that show the class, and the rest are no; or those that do not, and the rest are yes. A rater keeps one condition for all pages of a class. Needs a batch that is asked class first. Overrides what raters have chosen.',
  },
}

const conditionWords: Record<string, { name: string; with: string }> = {
  random: { name: 'Random order', with: 'with candidates in random order' },
  'likely-first': { name: 'Most proposed first', with: 'with the most proposed candidate first' },
  'by-name': { name: 'Alphabetical', with: 'with candidates in alphabetical order' },
  8: { name: 'Up to 8 candidates', with: 'with up to eight candidates at once' },
  4: { name: 'Up to 4 candidates', with: 'with up to four candidates at once' },
  each: { name: 'Answer each', with: 'answering each candidate' },
  sweep: { name: 'Sweep', with: 'in a sweep' },
  auto: { name: 'Automatic submit', with: 'with automatic submit' },
  'tap-yes': { name: 'Tap what fits', with: 'tapping what fits' },
  'tap-no': { name: 'Tap what does not fit', with: 'tapping what does not fit' },
  true: { name: 'With examples', with: 'with example images' },
  image: { name: 'Image first', with: 'image first' },
  class: { name: 'Class first', with: 'class first' },
  false: { name: 'Without examples', with: 'without example images' },
}
export const conditionName = (condition: ExperimentConditionValue): string =>
  conditionWords[String(condition)]?.name ?? String(condition)
const withCondition = (condition: ExperimentConditionValue): string =>
  conditionWords[String(condition)]?.with ?? `with ${condition}`

export const experimentStateWord = { draft: 'Draft', running: 'Running', stopped: 'Stopped' } as const

/** `axis` is the label of charts, if it differs from the name. */
type Word = { name: string; explanation: string; axis?: string; format: ValueFormat }

export const effectWord: Record<EffectMeasure, Word> = {
  taskSeconds: {
    name: 'Seconds per task',
    explanation: `${figureNote.secondsPerTask} Time counts only while the page is visible and the rater is active.`,
    format: 'number',
  },
  candidateSeconds: {
    name: 'Seconds per candidate',
    explanation: figureNote.secondsPerCandidate,
    format: 'number',
  },
  yes: { name: 'Yes', explanation: 'Share of all answers.', format: 'percent' },
  maybe: { name: 'Maybe', explanation: 'Share of all answers.', format: 'percent' },
  no: { name: 'No', explanation: 'Share of all answers.', format: 'percent' },
  firstPosition: {
    name: 'First-position bias',
    explanation:
      'Share of yes in the first position minus the share in later positions of the same task. In random order, expect zero.',
    axis: 'Yes in first position minus later positions',
    format: 'percent',
  },
  agreement: {
    name: 'Agreement with other raters',
    explanation: 'Share of other votes on the same candidate with the same answer.',
    format: 'percent',
  },
  alpha: {
    name: 'Krippendorff’s alpha',
    explanation: 'Ordinal, among votes within the condition: agreement beyond chance.',
    format: 'number',
  },
  golden: {
    name: 'Golden accuracy',
    explanation:
      'Balanced accuracy on gold questions: the mean of the two accuracies below. 50% is guessing; maybe counts half.',
    format: 'percent',
  },
  goldenHolds: {
    name: 'Right on labels that apply',
    explanation: 'Share of correct answers to gold questions about labels that apply; maybe counts half.',
    format: 'percent',
  },
  goldenHoldsNot: {
    name: 'Right on labels that do not',
    explanation: 'Share of correct answers to gold questions about labels that do not apply; maybe counts half.',
    axis: 'Right on labels that do not apply',
    format: 'percent',
  },
  rest: {
    name: 'Answered as the rest',
    explanation: 'Share of answers given as the rest: by “Mark rest as no”, in a sweep, or on a page of images.',
    format: 'percent',
  },
  undone: {
    name: 'Reopened',
    explanation: 'Share of tasks that a rater reopened and submitted again.',
    format: 'percent',
  },
  missed: {
    name: 'Missed labels',
    explanation: 'Share of no among answers to labels that more than half of the other votes say yes to.',
    format: 'percent',
  },
}

/** Whether a difference may be due to chance: its interval includes no difference, or it has no interval. */
export function mayBeChance(measure: EffectMeasure, { low, high }: EffectFigure): boolean {
  const none = isRatioMeasure(measure) ? 1 : 0
  return low === null || high === null || (low <= none && high >= none)
}

/** Formats a difference from the first condition: "+12.0%" of time, "−1.4" points of a share, "+0.021" of alpha. */
export function differenceText(measure: EffectMeasure, value: number): string {
  const text = isRatioMeasure(measure)
    ? valueText(value - 1, 'percent')
    : measure === 'alpha'
      ? valueText(value, 'number', 3)
      : valueText(value * 100, 'number', 1)
  return /[1-9]/.test(text) && !text.startsWith('−') ? `+${text}` : text
}

/** Says what the column of differences shows, which has no room for units. */
export const differencesNote = (first: ExperimentConditionValue): string =>
  `Differences from “${conditionName(first)}” are in percent for times and in percentage points for shares. A difference is bold if its interval excludes zero.`

/**
 * Returns the text for a missing interval, such as "too few tasks: 4 of 59". It is missing if all tasks gave the same
 * value, or if fewer than half of the resamples define the figure.
 */
export const noIntervalText = (tasks: number): string =>
  tasks < boundingSampleSize
    ? `too few tasks: ${tasks} of ${boundingSampleSize}`
    : 'same in all tasks, or too few with data'

/** Says what figures without an interval cannot show, by the smallest number of tasks. Null if all have one. */
export function noIntervalSentence(figures: readonly EffectFigure[]): string | null {
  const without = figures.filter(({ value, low }) => value !== null && low === null)
  if (without.length === 0) return null
  const fewest = Math.max(1, Math.min(...without.map(({ tasks }) => tasks)))
  const more =
    fewest < boundingSampleSize ? ` ${boundingSampleSize} tasks with the same value would bring this to 5%.` : ''
  return `There is no interval where all tasks of a condition gave the same value, or where too few of them have data. If ${counted(fewest, 'task')} gave the same value, up to ${unseenShare(fewest)} of all tasks could still give another (95% confidence).${more}`
}

/** Formats the interval of a difference in parentheses, such as "(3% to 21%)". */
function inBrackets(measure: EffectMeasure, { low, high, tasks }: EffectFigure): string {
  if (low === null || high === null) return ` (${noIntervalText(tasks)})`
  const text = (value: number) =>
    isRatioMeasure(measure) ? valueText(value - 1, 'percent') : valueText(value * 100, 'number', 1)
  return ` (${text(low)} to ${text(high)})`
}

type Clause = (value: number) => string

/** Whether a difference is shown as zero, which is neither more nor less. */
const isSame = (measure: EffectMeasure, value: number) => !/[1-9]/.test(differenceText(measure, value))

const points = (value: number) => {
  const text = valueText(Math.abs(value) * 100, 'number', 1)
  return `${text} ${text === '1.0' ? 'point' : 'points'}`
}
type Clauses = [EffectMeasure, Clause, same: string, word: string][]
const timeClause = (measure: EffectMeasure, unit: string): Clauses[number] => [
  measure,
  (value) => `took ${valueText(Math.abs(value - 1), 'percent')} ${value < 1 ? 'less' : 'more'} time per ${unit}`,
  `took just as much time per ${unit}`,
  'time',
]
/** Conditions that ask about different numbers of candidates at once are compared by candidate. */
const timeClauseOf = (factor: ExperimentFactor) =>
  factor === 'mode' || factor === 'candidates'
    ? timeClause('candidateSeconds', 'candidate')
    : timeClause('taskSeconds', 'task')
const otherClauses: Clauses = [
  [
    'agreement',
    (value) => `agreed ${points(value)} ${value < 0 ? 'less' : 'more'} with other raters`,
    'agreed just as much with other raters',
    'agreement',
  ],
  [
    'yes',
    (value) => `answered yes ${points(value)} ${value < 0 ? 'less' : 'more'} often`,
    'answered yes just as often',
    'yes',
  ],
  [
    'golden',
    (value) => `had a golden accuracy ${points(value)} ${value < 0 ? 'lower' : 'higher'}`,
    'had the same golden accuracy',
    'gold questions',
  ],
]

/**
 * Describes the effect of a condition compared with the first, in one or two sentences: "With up to four candidates at
 * once, raters took 12.0% more time per candidate (3.0% to 21.0%) and agreed 1.4 points more with other raters (−0.5 to 3.3)
 * than with up to eight candidates at once." The second sentence names what may be due to chance.
 */
export function effectSentences(
  factor: ExperimentFactor,
  { condition, against }: { condition: ExperimentConditionValue; against: Record<EffectMeasure, EffectFigure> | null },
  first: ExperimentConditionValue,
): string[] {
  if (!against) return []
  const known = [timeClauseOf(factor), ...otherClauses].filter(([measure]) => against[measure].value !== null)
  const opening = withCondition(condition)
  const start = capitalized(opening)
  if (known.length === 0) return [`${start}, there is nothing to compare yet.`]
  const isEqual = ([measure]: Clauses[number]) => isSame(measure, against[measure].value ?? 0)
  const [equal, different] = [known.filter(isEqual), known.filter((one) => !isEqual(one))]
  const more = different.map(([measure, clause]) => {
    const figure = against[measure]
    return clause(figure.value ?? 0) + inBrackets(measure, figure)
  })
  const same = listText(equal.map(([measure, , text]) => text + inBrackets(measure, against[measure])))
  const than = withCondition(first)
  const chance = different.flatMap(([measure, , , word]) => (mayBeChance(measure, against[measure]) ? [word] : []))
  const isAll = chance.length === different.length
  return [
    more.length === 0
      ? `${start}, raters ${same} as ${than}.`
      : `${start}, raters ${listText(more)} than ${than}${same === '' ? '' : `; they ${same}`}.`,
    ...(chance.length > 0
      ? [
          isAll
            ? 'These differences may be due to chance.'
            : `The difference in ${listText(chance)} may be due to chance.`,
        ]
      : []),
  ]
}
