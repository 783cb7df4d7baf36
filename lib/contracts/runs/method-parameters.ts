import { z } from 'zod'
import { decimal, integer } from '@/lib/contracts/number'

export const share = decimal.min(0, 'At least 0.').max(1, 'At most 1.')
const minimumYes = z.union(
  [z.literal('majority'), z.number().int().min(1)],
  'Enter a whole number of at least 1, or majority.',
)
const positive = decimal.min(1e-6, 'At least 0.000001.').max(1e6, 'At most 1,000,000.')
const mean = decimal.min(-50, 'At least −50.').max(50, 'At most 50.')
const tolerance = decimal.positive('Above 0.').max(1, 'At most 1.')
const maxIterations = integer.min(1, 'At least 1.').max(100_000, 'At most 100,000.')
const pseudoCount = decimal
  .min(0, 'At least 0.')
  .max(1e6, 'At most 1,000,000.')
  .refine((value) => value === 0 || value >= 1e-6, 'At least 0.000001, or 0.')
// Without any pooling, answers that never occurred would have probability 0.
const poolingStrength = decimal.min(0.01, 'At least 0.01.').max(1e6, 'At most 1,000,000.')
const maybeWeight = share
const classIndex = integer.min(0, 'At least 0.')
const em = { tolerance, maxIterations }
const dawidSkene = { ...em, pooling: pseudoCount, floor: decimal.min(0, 'At least 0.').max(0.1, 'At most 0.1.') }

/** Parameters of every method. Omitted ones default to the preset's or the method's value. */
export const methodParameters = {
  majority: z.strictObject({ maybeWeight }).partial(),
  wawa: z.strictObject({ maybeWeight }).partial(),
  'one-coin': z.strictObject({ ...em, smoothing: pseudoCount, maybeWeight }).partial(),
  glad: z
    .strictObject({
      ...em,
      abilityMean: mean,
      abilityDeviation: positive,
      logEaseMean: mean,
      logEaseDeviation: positive,
      maybeWeight,
    })
    .partial(),
  mace: z
    .strictObject({
      ...em,
      spamPrior: positive,
      knowPrior: positive,
      strategyPrior: positive,
      estimatesPrior: z.boolean(),
      restarts: integer.min(1, 'At least 1.').max(1_000, 'At most 1,000.'),
      seed: integer.min(0, 'At least 0.').max(0xffffffff, 'At most 4,294,967,295.'),
      maybeWeight,
    })
    .partial(),
  ebcc: z
    .strictObject({
      ...em,
      kinds: integer.min(1, 'At least 1.').max(50, 'At most 50.'),
      kindPrior: positive,
      classPrior: positive,
      rightPrior: positive,
      wrongPrior: positive,
      restarts: integer.min(1, 'At least 1.').max(1_000, 'At most 1,000.'),
      seed: integer.min(0, 'At least 0.').max(0xffffffff, 'At most 4,294,967,295.'),
      maybeWeight,
    })
    .partial(),
  'dawid-skene': z.strictObject(dawidSkene).partial(),
  'semi-supervised': z.strictObject({ ...dawidSkene, minimumYes }).partial(),
  calibrated: z
    .strictObject({
      minimumYes,
      prior: z.union([z.literal('golden'), z.number().gt(0).lt(1)], 'Enter a number between 0 and 1, or golden.'),
      smoothing: positive,
      originalLabel: z
        .strictObject({ firstClass: classIndex, lastClass: classIndex, minimumYes })
        .refine(({ firstClass, lastClass }) => firstClass <= lastClass, {
          path: ['lastClass'],
          message: 'Cannot be below the first class.',
        })
        .nullable(),
    })
    .partial(),
  reassess: z
    .strictObject({
      ...em,
      useOriginalLabel: z.boolean(),
      useModels: z.boolean(),
      useGolden: z.boolean(),
      minimumYes,
      raterPooling: pseudoCount,
      classPooling: poolingStrength,
      priorPooling: poolingStrength,
      evidencePooling: poolingStrength,
    })
    .partial(),
} as const

export const defaultMethod = 'reassess' satisfies keyof typeof methodParameters

export const methodNames = Object.keys(methodParameters) as (keyof typeof methodParameters)[]
export type MethodName = keyof typeof methodParameters

interface ParameterText {
  word: string
  hint: string
  /** Hidden among the advanced parameters. */
  isRare?: boolean
}

export const parameterText: Record<string, ParameterText | undefined> = {
  maybeWeight: { word: 'Weight of maybe', hint: 'Between no (0) and yes (1).' },
  minimumYes: {
    word: 'Experts required',
    hint: 'Experts who must say yes for a golden candidate to apply, or a majority.',
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
  priorPooling: {
    word: 'Prior pooling strength (pseudo-candidates)',
    hint: 'Pulls the share of each class’s candidates that apply toward that of all candidates.',
    isRare: true,
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
  estimatesPrior: {
    word: 'Estimate the class prior',
    hint: 'Otherwise every class is as likely as the others before any vote.',
    isRare: true,
  },
  kinds: { word: 'Kinds of candidates', hint: 'In each class, raters err alike on candidates of one kind.' },
  kindPrior: { word: 'Kind prior', hint: 'Pseudo-candidates of each class, shared among its kinds.', isRare: true },
  classPrior: { word: 'Class prior', hint: 'Pseudo-candidates of each class.', isRare: true },
  rightPrior: { word: 'Prior of right answers', hint: 'Pseudo-answers per rater.', isRare: true },
  wrongPrior: { word: 'Prior of each wrong answer', hint: 'Pseudo-answers per rater.', isRare: true },
  restarts: { word: 'Random restarts', hint: 'The best result is kept.', isRare: true },
  seed: { word: 'Seed for restarts', hint: 'The same seed gives the same scores.', isRare: true },
  tolerance: { word: 'Tolerance', hint: 'Stops when the gain per vote, in nats, is below this value.', isRare: true },
  maxIterations: { word: 'Maximum iterations', hint: 'Stops at this number even if not converged.', isRare: true },
  floor: { word: 'Minimum probability', hint: 'Lower bound for the probability of any answer.', isRare: true },
}
