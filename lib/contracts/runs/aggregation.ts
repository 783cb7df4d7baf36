import { z } from 'zod'

const number = z.number('Enter a number.')
const whole = number.int('Enter a whole number.')
const share = number.min(0, 'At least 0.').max(1, 'At most 1.')
const minimumYes = z.union([z.literal('majority'), z.number().int().min(1)], 'Give a whole number from 1, or majority.')
const positive = number.min(1e-6, 'At least 0.000001.').max(1e6, 'At most 1,000,000.')
const mean = number.min(-50, 'At least −50.').max(50, 'At most 50.')
const tolerance = number.positive('Above 0.').max(1, 'At most 1.')
const maxIterations = whole.min(1, 'At least 1.').max(100_000, 'At most 100,000.')
const pseudoCount = number
  .min(0, 'At least 0.')
  .max(1e6, 'At most 1,000,000.')
  .refine((value) => value === 0 || value >= 1e-6, 'At least 0.000001, or 0.')
// Rows that lean on nothing would give what was never seen no chance at all.
const leaning = number.min(0.01, 'At least 0.01.').max(1e6, 'At most 1,000,000.')
const maybeWeight = share
const classIndex = whole.min(0, 'At least 0.')
const em = { tolerance, maxIterations }
const dawidSkene = { ...em, pooling: pseudoCount, floor: number.min(0, 'At least 0.').max(0.1, 'At most 0.1.') }

/** Parameters of every method; what is left out takes the preset's value or the method's default. */
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
      restarts: whole.min(1, 'At least 1.').max(1_000, 'At most 1,000.'),
      seed: whole.min(0, 'At least 0.').max(0xffffffff, 'At most 4,294,967,295.'),
      maybeWeight,
    })
    .partial(),
  'dawid-skene': z.strictObject(dawidSkene).partial(),
  'semi-supervised': z.strictObject({ ...dawidSkene, minimumYes }).partial(),
  calibrated: z
    .strictObject({
      minimumYes,
      prior: z.union([z.literal('golden'), z.number().gt(0).lt(1)], 'Give a number between 0 and 1, or golden.'),
      smoothing: positive,
      originalLabel: z
        .strictObject({ firstClass: classIndex, lastClass: classIndex, minimumYes })
        .refine(({ firstClass, lastClass }) => firstClass <= lastClass, {
          path: ['lastClass'],
          message: 'Not below the first class.',
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
      classPooling: leaning,
      evidencePooling: leaning,
    })
    .partial(),
} as const

export const methodNames = Object.keys(methodParameters) as (keyof typeof methodParameters)[]
export type MethodName = keyof typeof methodParameters

/** Where the threshold lies: at a score, or wherever a rule puts it on the golden candidates. */
export const thresholdRule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('threshold'), value: share }),
  z.strictObject({ kind: z.literal('minimum-precision'), value: share }),
  z.strictObject({ kind: z.literal('minimum-recall'), value: share }),
  z.strictObject({ kind: z.literal('maximum-f1') }),
])
export type ThresholdRule = z.infer<typeof thresholdRule>

/** Bootstrap over raters, for an interval of every score; 0 replicates for none. */
export const bootstrapInput = z.strictObject({
  replicates: whole.min(0, 'At least 0.').max(2_000, 'At most 2,000.'),
  seed: whole.min(0, 'At least 0.').max(2_147_483_647, 'At most 2,147,483,647.'),
})

const common = {
  /** Left out: the preset's or the method's own. */
  threshold: thresholdRule.optional(),
  bootstrap: bootstrapInput.optional(),
}

export const aggregateInput = z.discriminatedUnion('method', [
  z.strictObject({
    method: z.literal('calibrated'),
    /** A named set of parameters to start from. */
    preset: z.enum(['real']).optional(),
    parameters: methodParameters.calibrated.default({}),
    ...common,
  }),
  z.strictObject({ method: z.literal('reassess'), parameters: methodParameters.reassess.default({}), ...common }),
  z.strictObject({
    method: z.literal('semi-supervised'),
    parameters: methodParameters['semi-supervised'].default({}),
    ...common,
  }),
  z.strictObject({
    method: z.literal('dawid-skene'),
    parameters: methodParameters['dawid-skene'].default({}),
    ...common,
  }),
  z.strictObject({ method: z.literal('majority'), parameters: methodParameters.majority.default({}), ...common }),
  z.strictObject({ method: z.literal('one-coin'), parameters: methodParameters['one-coin'].default({}), ...common }),
  z.strictObject({ method: z.literal('wawa'), parameters: methodParameters.wawa.default({}), ...common }),
  z.strictObject({ method: z.literal('glad'), parameters: methodParameters.glad.default({}), ...common }),
  z.strictObject({ method: z.literal('mace'), parameters: methodParameters.mace.default({}), ...common }),
])
export type AggregateInput = z.infer<typeof aggregateInput>

/** What a finished aggregation says of itself. */
export const aggregateResult = z.strictObject({
  runId: z.number().int(),
  method: z.string(),
  voteCount: z.number().int(),
  candidateCount: z.number().int(),
  imageCount: z.number().int(),
  labelCount: z.number().int(),
  changedImageCount: z.number().int(),
  /** SHA-256 of everything the method saw. */
  inputHash: z.string(),
  threshold: z.number(),
  iterations: z.number().int(),
  converged: z.boolean(),
  stopReason: z.string(),
  logLikelihood: z.number().nullable(),
  /** Of the method alone, without reading and writing. */
  computeMs: z.number(),
  /** On golden candidates whose own golden answers were not seen; null without golden answers. */
  averagePrecision: z.number().nullable(),
})
export type AggregateResult = z.infer<typeof aggregateResult>

/** What a running aggregation shows: the log-likelihood after each iteration so far. */
export const aggregateDetail = z.strictObject({ logLikelihood: z.array(z.number()) })
export type AggregateDetail = z.infer<typeof aggregateDetail>

/** How golden candidates score when their own golden answers are not seen: kept with a run. */
export const goldenEvaluation = z.strictObject({
  folds: z.number().int(),
  seed: z.number().int(),
  /** Whether golden answers enter the scores, so that folds were needed. */
  usesGolden: z.boolean(),
  candidateId: z.array(z.number().int()),
  imageId: z.array(z.number().int()),
  /** 1 where more than half of the experts who answered said yes. */
  truth: z.array(z.number().int().min(0).max(1)),
  score: z.array(z.number()),
})
export type GoldenEvaluation = z.infer<typeof goldenEvaluation>

/** What a run says of those who answered. */
export const raterParameters = z.strictObject({
  classes: z.array(z.string()),
  answers: z.array(z.string()),
  skillMeaning: z.string(),
  raters: z.array(
    z.strictObject({
      raterId: z.number().int(),
      goldenAnswerCount: z.number().int(),
      skill: z.number(),
      /** A row for each hidden class: P(answer | class); null without such a model. */
      probability: z.array(z.array(z.number())).nullable(),
    }),
  ),
  annotators: z.array(
    z.strictObject({
      name: z.string(),
      group: z.string(),
      answers: z.array(z.string()),
      probability: z.array(z.array(z.number())),
    }),
  ),
})
export type StoredRaterParameters = z.infer<typeof raterParameters>
