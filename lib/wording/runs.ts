import { enoughToSee, unseenShare } from './unseen'

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

/** The rules by which the threshold is chosen, in the order offered. */
export const thresholdRules = {
  threshold: { word: 'Threshold', value: 'Score', hint: 'Labels with this score or higher are kept.' },
  'minimum-precision': {
    word: 'Minimum precision',
    value: 'Precision',
    hint: 'Keeps as many labels as possible at this precision on golden candidates.',
  },
  'minimum-recall': {
    word: 'Minimum recall',
    value: 'Recall',
    hint: 'The highest precision with at least this recall on golden candidates.',
  },
  'maximum-f1': {
    word: 'Maximum F1',
    value: null,
    hint: 'The best balance of precision and recall on golden candidates.',
  },
} as const
export type RuleKind = keyof typeof thresholdRules
export const ruleKinds = Object.keys(thresholdRules) as RuleKind[]

/** A stored rule of the threshold, as "minimum precision 0.9". Older runs have a number in its place. */
export function thresholdRuleText(rule: unknown): string {
  if (typeof rule === 'number') return `threshold ${rule}`
  const { kind, value } = (rule ?? {}) as { kind?: string; value?: unknown }
  if (kind === undefined || !Object.hasOwn(thresholdRules, kind)) return 'threshold'
  const word = thresholdRules[kind as RuleKind].word.replace(/^[MT]/, (letter) => letter.toLowerCase())
  return typeof value === 'number' ? `${word} ${value}` : word
}

/** A value of a parameter, as people write it. */
export function parameterValue(value: unknown): string {
  if (value === null || value === undefined) return 'None'
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (typeof value !== 'object') return String(value)
  const { firstClass, lastClass, minimumYes } = value as Record<string, unknown>
  return `Classes ${firstClass} to ${lastClass}; experts required: ${minimumYes}`
}

/** A p value with two digits that mean something: "0.034", "below 0.0001". */
export const pValueText = (p: number): string =>
  p < 0.0001 ? 'below 0.0001' : p >= 0.1 ? p.toFixed(2) : String(Number(p.toPrecision(2)))

/** What images say on which nothing is ranked wrongly, so that no resample varies: the bound of a share without a single event. */
export function noErrorSentence(imageCount: number): string {
  const bound = unseenShare(imageCount)
  const more = imageCount < enoughToSee ? ` ${enoughToSee} images without an error would bring this to 5%.` : ''
  return `So these images cannot say how accurate average precision is: up to ${bound} of all images may still have an error (95% confidence).${more}`
}

/** What is to be said of a run that a simpler method outdoes. */
export const betterMethodSentence = (
  own: number,
  {
    title,
    averagePrecision,
    interval: [low, high],
  }: { title: string; averagePrecision: number; interval: [number, number] },
): string =>
  `“${title}” ranks the golden candidates better than this run: average precision ${averagePrecision.toFixed(3)} against ${own.toFixed(3)}, a difference of +${low.toFixed(3)} to +${high.toFixed(3)} (95% interval). Look for raters who copy others or answer wrong on purpose, or use that method.`
