interface ParameterText {
  word: string
  hint: string
  /** Folded away with others that few ever change. */
  isRare?: boolean
}

/** A method's parameters for people. */
export const parameterText: Record<string, ParameterText | undefined> = {
  maybeWeight: { word: 'Weight of maybe', hint: 'Between no (0) and yes (1).' },
  minimumYes: {
    word: 'Experts required',
    hint: 'Experts who must say yes for a golden label to apply, or a majority.',
  },
  prior: { word: 'Prior', hint: 'Share of labels expected to apply, or “golden” to estimate it from golden answers.' },
  smoothing: { word: 'Smoothing', hint: 'Pseudo-count added to each answer count.' },
  originalLabel: { word: 'Count the original label as a rater', hint: 'For candidates of the classes below.' },
  useOriginalLabel: { word: 'Use the original label as evidence', hint: 'Weighted by class.' },
  useModels: { word: 'Use models as evidence', hint: 'Their top-1 predictions, where available.' },
  useGolden: {
    word: 'Use golden answers',
    hint: 'Fix candidates that experts decided, and learn from raters’ golden answers.',
  },
  pooling: {
    word: 'Pooling strength (pseudo-votes)',
    hint: 'Pulls each rater toward the average rater; 0 for no pooling.',
  },
  raterPooling: {
    word: 'Pooling strength (pseudo-votes)',
    hint: 'Pulls each rater toward the average rater; 0 for no pooling.',
  },
  classPooling: {
    word: 'Class pooling strength (pseudo-votes)',
    hint: 'Pulls each class toward no effect.',
    isRare: true,
  },
  evidencePooling: {
    word: 'Evidence pooling strength (pseudo-candidates)',
    hint: 'Pulls each class toward its class group.',
    isRare: true,
  },
  abilityMean: { word: 'Ability prior: mean', hint: '0 is guessing.', isRare: true },
  abilityDeviation: {
    word: 'Ability prior: standard deviation',
    hint: 'Spread of ability among raters.',
    isRare: true,
  },
  logEaseMean: { word: 'Ease prior: mean', hint: 'On the log scale.', isRare: true },
  logEaseDeviation: { word: 'Ease prior: standard deviation', hint: 'On the log scale.', isRare: true },
  spamPrior: { word: 'Spamming prior', hint: 'Pseudo-answers per rater.', isRare: true },
  knowPrior: { word: 'Competence prior', hint: 'Pseudo-answers per rater.', isRare: true },
  strategyPrior: { word: 'Answer prior', hint: 'Pseudo-answers of a spammer.', isRare: true },
  restarts: { word: 'Random restarts', hint: 'The best result is kept.', isRare: true },
  seed: { word: 'Seed for restarts', hint: 'The same seed gives the same scores.', isRare: true },
  tolerance: { word: 'Tolerance', hint: 'Stops when the gain per vote, in nats, is below this value.', isRare: true },
  maxIterations: { word: 'Maximum iterations', hint: 'Stops at this number even if not converged.', isRare: true },
  floor: { word: 'Minimum probability', hint: 'Lower bound for the probability of any answer.', isRare: true },
}

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
export const ruleText = {
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
export type RuleKind = keyof typeof ruleText
export const ruleKinds = Object.keys(ruleText) as RuleKind[]

/** A stored rule of the threshold, as "minimum precision 0.9". Older runs have a number in its place. */
export function ruleSentence(rule: unknown): string {
  if (typeof rule === 'number') return `threshold ${rule}`
  const { kind, value } = (rule ?? {}) as { kind?: string; value?: unknown }
  if (kind === undefined || !Object.hasOwn(ruleText, kind)) return 'threshold'
  const word = ruleText[kind as RuleKind].word.replace(/^[MT]/, (letter) => letter.toLowerCase())
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
