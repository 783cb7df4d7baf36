import { z } from 'zod'
import { int, integerBetween } from '@/lib/contracts/number'
import { maxAdaptiveVotes } from '@/lib/domain/plan/adaptive'

const share = (name: string) =>
  z.number(`${name} is a share, such as 0.05.`).min(0, 'At least 0.').max(0.5, 'At most 0.5.')

/** Parameters of replaying a project's votes as an adaptive batch. */
export const replayAdaptiveInput = z.strictObject({
  /** Largest share of decisions that may change. */
  limit: z
    .number('The limit is a share, such as 0.002.')
    .min(0.0001, 'At least 0.0001.')
    .max(0.1, 'At most 0.1.')
    .default(0.002),
  confidence: z.number().min(0.5, 'At least 0.5.').max(0.999, 'At most 0.999.').default(0.95),
  /** Number of replays, with seeds from `seed` upwards. */
  seeds: integerBetween(1, 1_000).default(20),
  seed: integerBetween(0, 2_147_483_647).default(1),
  /** Defaults to the shares used by a batch with this number of candidates. */
  learnShare: share('What is learned from').optional(),
  auditShare: share('What is audited').optional(),
  /** Cost of losing a kept label, relative to any other changed decision. */
  keptPrice: z.number().min(1, 'At least 1.').max(100, 'At most 100.').default(4),
  minimum: integerBetween(1, maxAdaptiveVotes - 1).default(1),
  /** `informative`: the next vote is that of the remaining rater whose answer is most informative. */
  order: z.enum(['random', 'informative']).default('random'),
  /** Whether it is known who will answer next. */
  raters: z.enum(['known', 'unknown']).default('known'),
  /** Gives every rater the matrix of another one, to test that the limit holds even with wrong matrices. */
  shuffleRaters: z.boolean().default(false),
})
export type ReplayAdaptiveInput = z.input<typeof replayAdaptiveInput>

const replayResult = z.strictObject({
  seed: int,
  losslessSaved: z.number(),
  losslessChanged: int,
  saved: z.number(),
  changed: int,
  lost: int,
  changedShare: z.number(),
  isLimitBroken: z.boolean(),
  price: z.number().nullable(),
  bound: z.number(),
  auditedChanged: int,
  audited: int,
  bestSaved: z.number(),
  /** Upper bound on the change in a model's accuracy, from 0 to 1. Null without models. */
  accuracyMoved: z.number().nullable(),
})

const summary = z.strictObject({ mean: z.number(), least: z.number(), most: z.number() })

export const replayAdaptiveResult = z.strictObject({
  /** The method whose matrices and threshold are used. */
  method: z.string(),
  threshold: z.number(),
  candidates: int,
  votes: int,
  limit: z.number(),
  confidence: z.number(),
  losslessSaved: summary,
  losslessChanged: int,
  saved: summary,
  bestSaved: summary,
  changedShare: summary,
  lost: summary,
  accuracyMoved: summary.nullable(),
  limitBroken: int,
  replays: z.array(replayResult),
})
export type ReplayAdaptiveResult = z.infer<typeof replayAdaptiveResult>
