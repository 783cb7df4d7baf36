interface ParameterText {
  word: string
  hint: string
  /** Folded away with others that few ever change. */
  isRare?: boolean
}

/** A method's parameters for people. */
export const parameterText: Record<string, ParameterText | undefined> = {
  maybeWeight: { word: 'Weight of a maybe', hint: 'Between no (0) and yes (1).' },
  minimumYes: { word: 'Experts who say yes', hint: 'So many make a golden label true, or majority.' },
  prior: { word: 'Prior', hint: 'Share of labels that hold, or golden: as among the golden ones.' },
  smoothing: { word: 'Smoothing', hint: 'Added to every count of answers.' },
  originalLabel: { word: 'Original label counts as a rater', hint: 'For candidates of the classes below.' },
  useOriginalLabel: { word: 'Hear the original label', hint: 'As a witness, trusted by class.' },
  useModels: { word: 'Hear the models', hint: 'Their first choices as witnesses, where predictions are known.' },
  useGolden: { word: 'Hear golden answers', hint: 'What experts settled stays settled; raters’ golden answers count.' },
  pooling: { word: 'Leaning of raters', hint: 'Votes by which each leans on the others; 0 for not at all.' },
  raterPooling: { word: 'Leaning of raters', hint: 'Votes by which each leans on the others; 0 for not at all.' },
  classPooling: {
    word: 'Leaning of classes',
    hint: 'Votes by which a class leans on having no influence.',
    isRare: true,
  },
  witnessPooling: {
    word: 'Leaning of witnesses',
    hint: 'Candidates by which a class leans on its group.',
    isRare: true,
  },
  abilityMean: { word: 'Ability, mean', hint: 'Of the prior; 0 is guessing.', isRare: true },
  abilityDeviation: { word: 'Ability, deviation', hint: 'Of the prior.', isRare: true },
  logEaseMean: { word: 'Ease, mean', hint: 'Of the prior, in logs.', isRare: true },
  logEaseDeviation: { word: 'Ease, deviation', hint: 'Of the prior, in logs.', isRare: true },
  spamPrior: { word: 'Prior of spamming', hint: 'Pseudo-answers of each rater.', isRare: true },
  knowPrior: { word: 'Prior of knowing', hint: 'Pseudo-answers of each rater.', isRare: true },
  strategyPrior: { word: 'Prior of each answer', hint: 'Pseudo-answers of a spammer.', isRare: true },
  restarts: { word: 'Starts', hint: 'The best of so many is kept.', isRare: true },
  seed: { word: 'Seed of the starts', hint: 'The same seed gives the same scores.', isRare: true },
  tolerance: { word: 'Tolerance', hint: 'Ends when the gain per vote, in nats, is below.', isRare: true },
  maxIterations: { word: 'Most iterations', hint: 'Ends there in any case.', isRare: true },
  floor: { word: 'Least probability', hint: 'No answer is taken for less likely.', isRare: true },
}

export const originalLabelText = {
  firstClass: 'First class',
  lastClass: 'Last class',
  minimumYes: 'Yeses needed',
} as const

export const presetWord: Record<string, { title: string; hint: string } | undefined> = {
  real: {
    title: 'As in the published labels',
    hint: 'The original label counts as one more rater for animals, classes 0 to 397.',
  },
}

/** The rules by which the cut is put, in the order offered. */
export const ruleText = {
  threshold: { word: 'Threshold', value: 'Score', hint: 'A label is kept at this score and above.' },
  'minimum-precision': {
    word: 'Minimum precision',
    value: 'Precision',
    hint: 'As many labels as can be kept at this precision on golden candidates.',
  },
  'minimum-recall': {
    word: 'Minimum recall',
    value: 'Recall',
    hint: 'As precise as can be with this recall on golden candidates.',
  },
  'maximum-f1': { word: 'Maximum F1', value: null, hint: 'Best balance of precision and recall on golden candidates.' },
} as const
export type RuleKind = keyof typeof ruleText
export const ruleKinds = Object.keys(ruleText) as RuleKind[]

/** A stored rule of the cut, as "minimum precision 0.9". Older runs have a number in its place. */
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
  return `Classes ${firstClass} to ${lastClass}; experts who say yes: ${minimumYes}`
}

/** A p value with two digits that mean something: "0.034", "below 0.0001". */
export const pValueText = (p: number): string =>
  p < 0.0001 ? 'below 0.0001' : p >= 0.1 ? p.toFixed(2) : String(Number(p.toPrecision(2)))
