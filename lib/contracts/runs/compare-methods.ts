import { z } from 'zod'
import { int, integerBetween } from '@/lib/contracts/number'
import { methodNames } from './method-parameters'

export const compareMethodsInput = z.strictObject({
  /** Folds of golden images. Each fold is scored without its golden answers. */
  folds: integerBetween(2, 100).default(5),
  seed: integerBetween(0, 2_147_483_647).default(1),
  /** Bootstrap resamples of golden images for each interval. */
  replicates: integerBetween(100, 20_000).default(2_000),
  /** Defaults to all. */
  methods: z
    .array(z.enum(methodNames as [string, ...string[]], `Give one of ${methodNames.join(', ')}.`))
    .min(1)
    .optional(),
})
export type CompareMethodsInput = z.infer<typeof compareMethodsInput>

const interval = z.tuple([z.number(), z.number()])

const comparedMethod = z.strictObject({
  method: z.string(),
  title: z.string(),
  /** Named set of parameters. Null: the method's defaults. */
  preset: z.string().nullable(),
  /** Why it could not be compared. Null if it was; the figures are then set. */
  obstacle: z.string().nullable(),
  averagePrecision: z.number().nullable(),
  /** Also null if it would have no width, such as when every candidate is ranked correctly. */
  interval: interval.nullable(),
  /** Difference to the baseline, on the same resamples of images. */
  difference: z.number().nullable(),
  differenceInterval: interval.nullable(),
  seconds: z.number().nullable(),
  iterations: int.nullable(),
  hasConverged: z.boolean().nullable(),
})
export type ComparedMethod = z.infer<typeof comparedMethod>

export const compareMethodsResult = z.strictObject({
  folds: int,
  seed: int,
  replicates: int,
  voteCount: int,
  goldenImageCount: int,
  goldenCandidateCount: int,
  positiveCount: int,
  /** The paper's method, with which the others are compared. */
  baseline: z.string(),
  /** Best first, those without figures last. */
  methods: z.array(comparedMethod),
})
export type CompareMethodsResult = z.infer<typeof compareMethodsResult>
