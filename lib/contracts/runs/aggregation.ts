import { z } from 'zod'
import { count, decimal, int, integer } from '@/lib/contracts/number'
import { type RunCheck, runCheckIds } from '@/lib/domain/runs/run-checks'
import { type MethodName, methodNames, methodParameters, share } from './method-parameters'

/** What a rule guarantees for images like the golden ones, and with what confidence. */
const promised = {
  value: decimal.gt(0, 'Above 0.').lt(1, 'Below 1.'),
  confidence: decimal.min(0.5, 'At least 0.5.').max(0.999, 'At most 0.999.').default(0.95),
}

/** Threshold: a score, a calibrated score, or chosen by a rule on the golden candidates. */
export const thresholdRule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('threshold'), value: share }),
  z.strictObject({ kind: z.literal('probability'), value: share }),
  z.strictObject({ kind: z.literal('minimum-precision'), ...promised }),
  z.strictObject({ kind: z.literal('minimum-recall'), ...promised }),
  z.strictObject({ kind: z.literal('maximum-f1') }),
])
export type ThresholdRule = z.infer<typeof thresholdRule>

/** Bootstrap over raters for an interval of every score. 0 replicates: no intervals. */
const bootstrapInput = z.strictObject({
  replicates: integer.min(0, 'At least 0.').max(2_000, 'At most 2,000.'),
  seed: integer.min(0, 'At least 0.').max(2_147_483_647, 'At most 2,147,483,647.'),
})

const preset = { preset: z.enum(['real']).optional() }

const common = {
  /** Defaults to the preset's, a calibrated score of 0.5 or, with too few golden answers, the method's own. */
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

export const aggregateInput = z.discriminatedUnion(
  'method',
  inputs as unknown as [{ [Name in MethodName]: MethodInput<Name> }[MethodName]],
  {
    error: ({ code, input }) => {
      const { method } = Object(input) as { method?: unknown }
      if (code !== 'invalid_union') return undefined
      return `${method === undefined ? 'Choose a method' : `Unknown method “${method}”`}. Use one of: ${methodNames.join(', ')}.`
    },
  },
)
export type AggregateInput = z.infer<typeof aggregateInput>

/** A monotonic map from scores to probabilities. See `lib/evaluation/calibration-map`. */
export const calibrationMap = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('logistic'), limit: z.number(), intercept: z.number(), slope: z.number() }),
  z.strictObject({
    kind: z.literal('isotonic'),
    limit: z.number(),
    logOdds: z.array(z.number()),
    probability: z.array(z.number()),
  }),
])

/** The precision or recall that a rule guaranteed, and the value observed on the golden candidates. */
export const thresholdPromise = z.strictObject({
  of: z.enum(['precision', 'recall']),
  minimum: z.number(),
  confidence: z.number(),
  seen: z.number(),
  /** Lower bound at that confidence. */
  atLeast: z.number(),
})
export type ThresholdPromise = z.infer<typeof thresholdPromise>

/** Quality of the threshold of maximum F1 on images that did not choose it. */
export const freshF1 = z.strictObject({
  f1: z.number(),
  precision: z.number(),
  recall: z.number(),
  /** 95% interval of F1. Null if it would have no width or is over fewer than five images. */
  interval: z.tuple([z.number(), z.number()]).nullable(),
})
const checkId = z.enum(runCheckIds)

export const storedChecks = z.array(
  z.strictObject({
    id: checkId,
    passed: z.boolean(),
    /** Null if it could not be computed. */
    figure: z.number().nullable(),
    sentence: z.string(),
    /** Raters the check is about. */
    raters: z.array(int),
  }) satisfies z.ZodType<RunCheck>,
)

export const failedCheck = z.strictObject({ id: checkId, sentence: z.string() })
export type FailedCheck = z.infer<typeof failedCheck>

export const aggregateResult = z.strictObject({
  runId: int,
  method: z.string(),
  voteCount: int,
  candidateCount: int,
  labelCount: int,
  /** Images with at least one label. */
  labelledImageCount: int,
  changedImageCount: int,
  /** SHA-256 of all input of the method. */
  inputHash: z.string(),
  threshold: z.number(),
  /** The threshold as a calibrated score. Null if scores are not calibrated. */
  thresholdProbability: z.number().nullable(),
  /** Null if the threshold was not chosen for a guarantee. */
  promise: thresholdPromise.nullable(),
  iterations: int,
  hasConverged: z.boolean(),
  stopReason: z.string(),
  logLikelihood: z.number().nullable(),
  /** Failed checks make labels doubtful: the run is not used until an admin confirms it. */
  failedChecks: z.array(failedCheck),
  /** Time of the method alone, without reading and writing. */
  computeMs: z.number(),
  /** On golden candidates scored without their own golden answers. Null without golden answers. */
  averagePrecision: z.number().nullable(),
})
export type AggregateResult = z.infer<typeof aggregateResult>

/** Log-likelihood after each iteration so far of a running aggregation. */
export const aggregateDetail = z.strictObject({ objective: z.array(z.number()) })
export type AggregateDetail = z.infer<typeof aggregateDetail>

/** Scores of golden candidates without their own golden answers, stored with a run. */
export const goldenEvaluation = z.strictObject({
  folds: int,
  seed: int,
  /** Whether scores use golden answers, so that folds are needed. */
  usesGolden: z.boolean(),
  candidateId: z.array(int),
  imageId: z.array(int),
  /** 1 if more than half of the experts who answered said yes. */
  truth: z.array(count.max(1)),
  score: z.array(z.number()),
  /** Scores by simpler methods for the same candidates. Missing in older runs. */
  simpler: z.array(z.strictObject({ method: z.string(), score: z.array(z.number()) })).optional(),
  /** The run's map, and each candidate's value from a map fitted without its fold. Null with too few candidates. */
  calibration: z
    .strictObject({ map: calibrationMap, calibrated: z.array(z.number()) })
    .nullable()
    .optional(),
  freshF1: freshF1.nullable().optional(),
  promise: thresholdPromise.nullable().optional(),
})
export type GoldenEvaluation = z.infer<typeof goldenEvaluation>

export const raterParameters = z.strictObject({
  classes: z.array(z.string()),
  answers: z.array(z.string()),
  skillMeaning: z.string(),
  raters: z.array(
    z.strictObject({
      raterId: int,
      goldenAnswerCount: int,
      skill: z.number(),
      /** P(answer | class), one row per hidden class. Null for methods without such a model. */
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

const rows = z.array(z.array(z.number()))

/** See `ClassParameters` in lib/aggregation. */
export const classParameters = z.strictObject({
  sources: z.array(z.strictObject({ name: z.string(), yes: z.array(int) })),
  candidateCounts: rows,
  classes: z.array(z.strictObject({ classIndex: int, share: z.number(), factors: rows, evidence: rows })),
})
export type StoredClassParameters = z.infer<typeof classParameters>
