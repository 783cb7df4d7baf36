import { z } from 'zod'
import { type RunCheck, runCheckIds } from '@/lib/domain/runs/run-checks'
import { type MethodName, methodNames, methodParameters, share, whole } from './method-parameters'

/** What a rule promises of images like the golden ones, and how surely. */
const promised = {
  value: z.number('Enter a number.').gt(0, 'Above 0.').lt(1, 'Below 1.'),
  confidence: z.number('Enter a number.').min(0.5, 'At least 0.5.').max(0.999, 'At most 0.999.').default(0.95),
}

/** Where the threshold lies: at a score, at a calibrated score, or wherever a rule puts it on the golden candidates. */
export const thresholdRule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('threshold'), value: share }),
  z.strictObject({ kind: z.literal('probability'), value: share }),
  z.strictObject({ kind: z.literal('minimum-precision'), ...promised }),
  z.strictObject({ kind: z.literal('minimum-recall'), ...promised }),
  z.strictObject({ kind: z.literal('maximum-f1') }),
])
export type ThresholdRule = z.infer<typeof thresholdRule>

/** Bootstrap over raters, for an interval of every score; 0 replicates for none. */
export const bootstrapInput = z.strictObject({
  replicates: whole.min(0, 'At least 0.').max(2_000, 'At most 2,000.'),
  seed: whole.min(0, 'At least 0.').max(2_147_483_647, 'At most 2,147,483,647.'),
})

/** A named set of parameters to start from. */
const preset = { preset: z.enum(['real']).optional() }

const common = {
  /** Left out: the preset's; else a calibrated score of one half, or the method's own threshold with too few golden answers. */
  threshold: thresholdRule.optional(),
  bootstrap: bootstrapInput.optional(),
}

type MethodInput<Name extends MethodName> = z.ZodObject<
  {
    method: z.ZodLiteral<Name>
    parameters: z.ZodDefault<(typeof methodParameters)[Name]>
  } & typeof common &
    (Name extends 'calibrated' ? typeof preset : unknown),
  z.core.$strict
>

const inputs = methodNames.map((method) =>
  z.strictObject({
    method: z.literal(method),
    parameters: (methodParameters[method] as z.ZodObject).default({}),
    ...(method === 'calibrated' && preset),
    ...common,
  }),
)

/** One method with its parameters, for each method that there is. */
export const aggregateInput = z.discriminatedUnion(
  'method',
  inputs as unknown as [{ [Name in MethodName]: MethodInput<Name> }[MethodName]],
)
export type AggregateInput = z.infer<typeof aggregateInput>

/** A rising map from scores to probabilities; see `lib/evaluation/calibration-map`. */
export const calibrationMap = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('logistic'), limit: z.number(), intercept: z.number(), slope: z.number() }),
  z.strictObject({
    kind: z.literal('isotonic'),
    limit: z.number(),
    logOdds: z.array(z.number()),
    probability: z.array(z.number()),
  }),
])

/** What a rule promised of precision or recall, and what was seen on the golden candidates. */
export const thresholdPromise = z.strictObject({
  of: z.enum(['precision', 'recall']),
  minimum: z.number(),
  confidence: z.number(),
  seen: z.number(),
  /** What it is at least, with that confidence. */
  atLeast: z.number(),
})
export type ThresholdPromise = z.infer<typeof thresholdPromise>

/** What the threshold of greatest F1 gives on images that did not choose it. */
export const freshF1 = z.strictObject({
  f1: z.number(),
  precision: z.number(),
  recall: z.number(),
  /** Of F1, 95%; null where it would have no width. */
  interval: z.tuple([z.number(), z.number()]).nullable(),
})
const checkId = z.enum(runCheckIds)

/** What was checked about a run, as it is kept with it. */
export const storedChecks = z.array(
  z.strictObject({
    id: checkId,
    passed: z.boolean(),
    /** Null when it could not be known. */
    figure: z.number().nullable(),
    sentence: z.string(),
    /** Numbers of the raters it is about. */
    raters: z.array(z.number().int()),
  }) satisfies z.ZodType<RunCheck>,
)

export const failedCheck = z.strictObject({ id: checkId, sentence: z.string() })
export type FailedCheck = z.infer<typeof failedCheck>

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
  /** What the threshold is as a calibrated score; null where scores are not calibrated. */
  thresholdProbability: z.number().nullable(),
  /** Null where the threshold was not chosen to keep one. */
  promise: thresholdPromise.nullable(),
  iterations: z.number().int(),
  converged: z.boolean(),
  stopReason: z.string(),
  logLikelihood: z.number().nullable(),
  /** What makes the labels doubtful: then the run is used for nothing until an admin confirms it. */
  failedChecks: z.array(failedCheck),
  /** Of the method alone, without reading and writing. */
  computeMs: z.number(),
  /** On golden candidates whose own golden answers were not seen; null without golden answers. */
  averagePrecision: z.number().nullable(),
})
export type AggregateResult = z.infer<typeof aggregateResult>

/** What a running aggregation shows: the log-likelihood after each iteration so far. */
export const aggregateDetail = z.strictObject({ objective: z.array(z.number()) })
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
  /** What simpler methods score the same candidates; runs from before it was kept have none. */
  simpler: z.array(z.strictObject({ method: z.string(), score: z.array(z.number()) })).optional(),
  /** The map of the run, and what each candidate gets by one fitted without its fold; null with too few candidates. */
  calibration: z
    .strictObject({ map: calibrationMap, calibrated: z.array(z.number()) })
    .nullable()
    .optional(),
  freshF1: freshF1.nullable().optional(),
  promise: thresholdPromise.nullable().optional(),
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
