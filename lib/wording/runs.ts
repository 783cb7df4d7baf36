import type { ThresholdPromise } from '@/lib/contracts/runs/aggregation'
import type { NewDecisions } from '@/lib/contracts/runs/run'
import { thresholdText } from '@/lib/domain/runs/threshold-text'
import { counted, roundedDown, shortNumber, votesSince, wholeNumber } from './number'
import { boundingSampleSize, unseenShare } from './unseen'

export const originalLabelText = {
  firstClass: 'First class',
  lastClass: 'Last class',
  minimumYes: 'Experts required',
} as const

export const presetWord: Record<string, { title: string; hint: string } | undefined> = {
  real: {
    title: 'As in the published ReaL labels',
    hint: 'The original label counts as one more rater for animals (classes 0 to 397).',
  },
}

/** Threshold rules in the order offered. */
export const thresholdRules = {
  threshold: { word: 'Score', value: 'At least', hint: 'Labels with this score or higher are kept.' },
  probability: {
    word: 'Probability',
    value: 'At least',
    hint: 'Labels with this calibrated score or higher are kept: the probability that they apply, estimated from golden candidates.',
  },
  'minimum-precision': {
    word: 'Minimum precision',
    value: 'Precision',
    hint: 'Keeps as many labels as possible while precision is at least this, on images like the golden ones.',
  },
  'minimum-recall': {
    word: 'Minimum recall',
    value: 'Recall',
    hint: 'Keeps as few labels as possible while recall is at least this, on images like the golden ones.',
  },
  'maximum-f1': {
    word: 'Maximum F1',
    value: null,
    hint: 'The best balance of precision and recall on golden candidates. The run’s page shows what to expect on new images.',
  },
} as const

/** The threshold if no rule is chosen. */
export const automaticThreshold = (hasPreset: boolean, threshold: number) => ({
  value: null,
  hint: hasPreset
    ? `As the preset defines it: labels with a score of ${threshold} or higher are kept.`
    : `Labels that are more likely than not to apply are kept: a calibrated score of 0.5 or higher. With fewer than 10 golden candidates that apply, or that do not, a score of ${threshold} or higher.`,
})
export type RuleKind = keyof typeof thresholdRules
export const ruleKinds = Object.keys(thresholdRules) as RuleKind[]

const percentOf = (share: number) => `${Number((100 * share).toFixed(2))}%`

/** Describes the minimum that a rule promises, and the measured value. */
export const promiseSentence = ({ of, minimum, confidence, seen, atLeast }: ThresholdPromise): string =>
  `With ${percentOf(confidence)} confidence, ${of} is at least ${minimum} on images like the golden ones: it is ${seen.toFixed(3)} there, and at least ${roundedDown(atLeast, 3).toFixed(3)} allowing for chance.`

/** Describes a stored threshold rule, such as "minimum precision 0.9". Older runs recorded only a number. */
export function thresholdRuleText(rule: unknown): string {
  if (typeof rule === 'number') return `score ${thresholdText(rule)}`
  const { kind, value, confidence } = (rule ?? {}) as { kind?: string; value?: unknown; confidence?: unknown }
  if (kind === undefined || !Object.hasOwn(thresholdRules, kind)) return 'score'
  const word = thresholdRules[kind as RuleKind].word.replace(/^[MPS]/, (letter) => letter.toLowerCase())
  const sure = typeof confidence === 'number' ? ` with ${percentOf(confidence)} confidence` : ''
  return typeof value === 'number'
    ? `${word} ${kind === 'threshold' ? thresholdText(value) : shortNumber(value)}${sure}`
    : word
}

/** Formats a parameter value. */
export function parameterValue(value: unknown): string {
  if (value === null || value === undefined) return 'None'
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (typeof value === 'number') return shortNumber(value)
  if (typeof value !== 'object') return String(value)
  const { firstClass, lastClass, minimumYes } = value as Record<string, unknown>
  return `Classes ${firstClass} to ${lastClass}; experts required: ${minimumYes}`
}

/** Formats a p value with two significant digits: "0.034", "below 0.0001". */
export const pValueText = (p: number): string =>
  p < 0.0001 ? 'below 0.0001' : p >= 0.1 ? p.toFixed(2) : String(Number(p.toPrecision(2)))

/** Describes a ranking without errors. No resample varies, so this gives the bound for an unobserved event. */
export function noErrorSentence(imageCount: number): string {
  const bound = unseenShare(imageCount)
  const more =
    imageCount < boundingSampleSize ? ` ${boundingSampleSize} images without an error would bring this to 5%.` : ''
  return `So these images cannot say how accurate average precision is: up to ${bound} of all images may still have an error (95% confidence).${more}`
}

/** Explains why an average precision has no interval: too few images, or the same value in all resamples. */
export const noIntervalSentence = (averagePrecision: number, imageCount: number): string =>
  averagePrecision === 1
    ? `All of them are ranked correctly. ${noErrorSentence(imageCount)}`
    : 'There are too few of these images for an interval.'

/** Note on a run that a simpler method outperforms. */
export const betterMethodSentence = (
  own: number,
  {
    title,
    averagePrecision,
    interval: [low, high],
  }: { title: string; averagePrecision: number; interval: [number, number] },
): string =>
  `“${title}” ranks the golden candidates better than this run: average precision ${averagePrecision.toFixed(3)} against ${own.toFixed(3)}, a difference of +${low.toFixed(3)} to +${high.toFixed(3)} (95% interval). Look for raters who copy others or answer wrong on purpose, or use that method.`

/** Names missing candidates, such as "3 more candidates that apply and 4 more that do not". */
function missingCandidates({ holds, holdsNot }: { holds: number; holdsNot: number }): string {
  const more = (count: number) => counted(count, 'more candidate')
  const apply = `${more(holds)} that ${holds === 1 ? 'applies' : 'apply'}`
  const does = holdsNot === 1 ? 'does' : 'do'
  if (holds === 0) return `${more(holdsNot)} that ${does} not apply`
  return holdsNot === 0 ? apply : `${apply} and ${wholeNumber(holdsNot)} more that ${does} not`
}

/** Describes how scores were calibrated, or what calibration would need. */
export function calibrationNote({
  calibrated,
  missing,
}: {
  calibrated: { shape: 'logistic' | 'isotonic' } | null
  missing: { holds: number; holdsNot: number } | null
}): string {
  if (calibrated)
    return `The calibrated score is the probability that a label applies: a ${calibrated.shape === 'logistic' ? 'logistic' : 'increasing (isotonic)'} map of the score, fitted on golden candidates. In the figures below, each golden candidate is scored by a map fitted without its image.`
  if (!missing) return 'Scores of this run are not calibrated. Aggregate again to calibrate them.'
  return `Scores are not calibrated: that takes 10 rated golden candidates that apply and 10 that do not. Have experts answer images with about ${missingCandidates(missing)}.`
}

/** Says which votes and decisions count now that a run did not use. Null if there are none. */
export function changesSince(countedVotes: number, usedVotes: number, decisions: NewDecisions | null): string | null {
  const { made, undone } = decisions ?? { made: 0, undone: 0 }
  const parts = [
    votesSince(countedVotes, usedVotes),
    made > 0 && `${counted(made, 'decision on a label has', 'decisions on labels have')} been made since`,
    undone > 0 && `${counted(undone, 'decision has', 'decisions have')} been withdrawn since`,
  ]
  return parts.filter(Boolean).join('; ') || null
}

/** Changes of a label between runs or releases, in the words of the figures above the list. */
export const labelChangeWord = { gained: 'added', lost: 'dropped' } as const
