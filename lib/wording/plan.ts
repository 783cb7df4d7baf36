import type { BatchReason, PlanReport, PlanSource } from '@/lib/contracts/plan/plan'
import { listText } from '@/lib/domain/list-text'
import type { AnswerTime } from '@/lib/domain/plan/answer-time'
import type { TaskOrder } from '@/lib/domain/plan/task-orders'
import { valueText } from './chart'
import { numberFormat } from './intl-formats'
import { bracketed, counted, roundedDown, roundedUp, wholeNumber } from './number'

const missing = '–'

/** Returns "Image first", or the share of votes that are asked class first. */
export const askingText = (classShare: number): string =>
  classShare === 0
    ? 'Image first'
    : classShare === 1
      ? 'Class first'
      : `Mixed, ${Math.round(classShare * 100)}% of the votes class first`

export const taskOrderText: Record<TaskOrder, string> = { mixed: 'Mixed', import: 'As imported' }

/** Formats an amount of money: "$1,950", "€15.00". Shows cents only below 1,000. */
export function moneyText(amount: number, currency: string): string {
  const digits = Math.abs(amount) >= 1000 ? { maximumFractionDigits: 0 } : {}
  return numberFormat('en', { style: 'currency', currency, ...digits }).format(amount)
}

/** Formats hours precisely enough that hours times pay matches the cost shown: "1,583", "12.5", "0.47", "<0.01". */
export const hoursText = (hours: number): string =>
  hours > 0 && hours < 0.005
    ? '<0.01'
    : numberFormat('en', { maximumFractionDigits: hours >= 100 ? 0 : hours >= 10 ? 1 : 2 }).format(hours)

/** Formats seconds: "30 seconds", "1.5 seconds". */
export const secondsText = (seconds: number): string =>
  numberFormat('en', { style: 'unit', unit: 'second', unitDisplay: 'long' }).format(seconds)

/** Formats the duration of a computation, such as "0.9 s". */
export const tookText = (ms: number): string =>
  `${numberFormat('en', { maximumFractionDigits: 1, minimumFractionDigits: 1 }).format(Math.max(100, ms) / 1000)} s`

/** Rounded like the input field for seconds, such as "3.75 seconds". */
const roughSeconds = (seconds: number) => secondsText(Number(seconds.toFixed(2)))

/** Describes the answer time of a plan, such as "3.75 seconds per candidate, assumed until …". */
export function answerTimeText({ perTask, perCandidate, from, answers }: AnswerTime): string {
  const seconds =
    perTask > 0
      ? `${roughSeconds(perTask)} per task plus ${roughSeconds(perCandidate)} for each candidate`
      : `${roughSeconds(perCandidate)} per candidate`
  if (from === 'measured') return `${seconds}, measured on ${counted(answers, 'answered task')}`
  return from === 'chosen' ? seconds : `${seconds}, assumed until 50 answered tasks are timed`
}

/** Formats a recall, rounded down: a recall below the required one must not seem to reach it. */
export const recallText = (share: number | null): string =>
  share === null ? missing : valueText(roundedDown(share, 3), 'percent')

/** Formats a precision, which no setting requires, rounded to the nearest as a reader would. */
export const precisionText = (share: number | null): string => (share === null ? missing : valueText(share, 'percent'))

/** Formats an average number per image, such as "7.4". */
export const perImageText = (value: number): string => valueText(value, 'number', 1)

/** Lists the first few names, such as "A, B and 3 more". */
export function namesText(names: readonly string[]): string {
  const most = 3
  if (names.length === 0) return 'None'
  if (names.length <= most + 1) return listText(names)
  return `${names.slice(0, most).join(', ')} and ${names.length - most} more`
}

/** Formats the ends of an interval of recall or precision, rounded outward. */
const intervalEnds = ([low, high]: readonly [number, number]): [low: string, high: string] => [
  recallText(low),
  valueText(roundedUp(high, 3), 'percent'),
]

const intervalSentence = (interval: readonly [number, number]) => `95% interval ${intervalEnds(interval).join(' to ')}`

type Judged = PlanReport['figures']
type Recall = Pick<Judged, 'recall' | 'recallInterval'>

/** Formats a recall with its interval if known, such as "97.3% [90.1, 99.8]". */
export const recallWithRange = ({ recall, recallInterval }: Recall): string =>
  recallInterval === null
    ? recallText(recall)
    : `${recallText(recall)} ${bracketed(...intervalEnds(recallInterval)).replaceAll('%', '')}`

/** Says how many golden labels a recall is based on. */
export function recallBasisText(
  { recall, recallInterval }: Recall,
  { labels, otherLabels }: { labels: number; otherLabels: number | null },
): string {
  if (recall === null) return 'requires golden labels besides the original ones'
  const of = otherLabels ?? labels
  const what = otherLabels === null ? 'golden labels' : 'golden labels besides the original ones'
  const found = `${wholeNumber(Math.round(recall * of))} of ${wholeNumber(of)} ${what} proposed`
  return recallInterval === null ? found : `${found}; ${intervalSentence(recallInterval)}`
}

/** Says how the models of a batch were chosen, and why all of them if they were. */
export function modelChoiceText({ settings, figures, golden }: Pick<BatchReason, 'settings' | 'figures' | 'golden'>) {
  if (settings.models !== null) return `${counted(settings.models.length, 'model')}, chosen by hand`
  if (figures.recall === null)
    return golden.labels > 0
      ? 'All models, because the only golden labels were original labels, which are always asked about'
      : 'All models, because there were no golden labels to base the choice on'
  const goal = recallText(settings.minimumRecall)
  if (golden.otherLabels === null) return `The smallest subset that keeps ${goal} of the golden labels`
  return (figures.recallInterval?.[0] ?? 0) >= settings.minimumRecall
    ? `The smallest subset shown to reach a recall of ${goal} (lower 95% bound)`
    : `All models, because the golden labels do not show that any subset reaches ${goal} recall`
}

/** Says how many golden proposals a precision is based on. */
export function preciseText({
  precision,
  precisionInterval,
  goldenFound,
  goldenProposed,
}: Pick<Judged, 'precision' | 'precisionInterval' | 'goldenFound' | 'goldenProposed'>): string {
  if (precision === null) return 'requires golden labels'
  if (goldenProposed === 0) return 'of the golden proposals apply'
  const found = `${wholeNumber(goldenFound)} of ${counted(goldenProposed, 'golden proposal applies', 'golden proposals apply')}`
  return precisionInterval === null ? found : `${found}; ${intervalSentence(precisionInterval)}`
}

/** Explains why all models are kept, and what would allow fewer. */
export function allKeptText({
  minimumRecall,
  recall,
  otherLabels,
  neededLabels,
}: {
  minimumRecall: number
  /** Recall of all models together. */
  recall: number | null
  otherLabels: number | null
  neededLabels: number | null
}): string {
  const goal = recallText(minimumRecall)
  const there = `There ${otherLabels === 1 ? 'is' : 'are'} ${counted(otherLabels ?? 0, 'golden label')} besides the original ones`
  if (neededLabels === null)
    return `${there}, and all models together propose ${recallText(recall)} of them. No number of golden labels would show ${goal}: raise the budget, import another model or lower the minimum recall.`
  return `${there}; about ${wholeNumber(neededLabels)} are needed to show that a subset keeps ${goal}. Until then all models are kept.`
}

/** Says how many subsets were searched, and how long it took. */
export const searchText = (subsets: number, ms: number): string =>
  `${counted(subsets, 'subset')} searched in ${tookText(ms)}.`

const batchStateWord = { draft: 'Draft', open: 'Open', closed: 'Stopped' } as const

/** A batch with no open tasks is finished. One that was closed before that is stopped. */
export const batchStateText = (batch: { state: keyof typeof batchStateWord; tasks: number; finishedTasks: number }) =>
  batch.state !== 'draft' && batch.tasks > 0 && batch.finishedTasks === batch.tasks
    ? 'Finished'
    : batchStateWord[batch.state]

export const scoreKindWord = { probability: 'Probabilities', logit: 'Logits' } as const
export const scoreKindText = (kind: keyof typeof scoreKindWord | null): string =>
  kind === null ? 'Ranks only' : scoreKindWord[kind]

export const proposalRuleText = (budgetPerImage: number): string =>
  budgetPerImage === 0
    ? 'Each model’s top-1, and the original label.'
    : `Each model’s top-1, its most confident predictions across all images (up to ${valueText(budgetPerImage)} per image), and the original label.`

const currencies: readonly string[] = 'USD EUR GBP CHF JPY CNY INR CAD AUD BRL KRW SEK'.split(' ')

/** Returns the selectable currencies. Puts the current one first if it is not among them. */
export const offeredCurrencies = (chosen?: string): readonly string[] =>
  chosen === undefined || currencies.includes(chosen) ? currencies : [chosen, ...currencies]

/** Describes the source of candidates as a phrase, such as "the original label of each image". */
function sourceText(source: PlanSource, modelCount: number): string {
  if (source.from === 'models') return `what ${counted(modelCount, 'model proposes', 'models propose')}`
  if (source.from === 'original') return 'the original label of each image'
  if (source.from === 'list') return 'the classes that a list names for each image'
  return source.classes === null
    ? 'every class of the project on each image'
    : `${counted(source.classes.length, 'chosen class', 'chosen classes')} on each image`
}

/** Describes what raters are asked about as a phrase: the source of candidates, and the original labels added to it. */
export function askedText(source: PlanSource, modelCount: number): string {
  const text = sourceText(source, modelCount)
  if (source.from === 'original') return text
  return `${text} and the original label of ${source.from === 'list' ? 'those images' : 'each image'}`
}
