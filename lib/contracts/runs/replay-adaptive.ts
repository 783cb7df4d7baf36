import { z } from 'zod'
import { wholeFrom } from '@/lib/contracts/number'
import { mostAdaptiveVotes } from '@/lib/domain/plan/adaptive'

const share = (name: string) =>
  z.number(`${name} is a share, such as 0.05.`).min(0, 'At least 0.').max(0.5, 'At most 0.5.')

/** How the votes of a project are replayed with a number of votes that adapts to each candidate. */
export const replayAdaptiveInput = z.strictObject({
  /** Largest share of decisions that may change. */
  limit: z
    .number('The limit is a share, such as 0.002.')
    .min(0.0001, 'At least 0.0001.')
    .max(0.1, 'At most 0.1.')
    .default(0.002),
  confidence: z.number().min(0.5, 'At least 0.5.').max(0.999, 'At most 0.999.').default(0.95),
  /** Replays with seeds from `seed` on. */
  seeds: wholeFrom(1, 1_000).default(20),
  seed: wholeFrom(0, 2_147_483_647).default(1),
  /** Left out: as a batch of so many candidates draws them. */
  learnShare: share('What is learned from').optional(),
  auditShare: share('What is audited').optional(),
  /** What losing a kept label costs, where any other changed decision costs 1. */
  keptPrice: z.number().min(1, 'At least 1.').max(100, 'At most 100.').default(4),
  /** Votes that every candidate gets. */
  minimum: wholeFrom(1, mostAdaptiveVotes - 1).default(1),
  /** `informative`: of those who voted, the rater whose answer tells most is asked next. */
  order: z.enum(['random', 'informative']).default('random'),
  /** Whether it is known who will answer next. */
  raters: z.enum(['known', 'unknown']).default('known'),
  /** Gives every rater the matrix of another one, to show that the limit holds however wrong matrices are. */
  shuffleRaters: z.boolean().default(false),
})
export type ReplayAdaptiveInput = z.input<typeof replayAdaptiveInput>

export const replayResult = z.strictObject({
  seed: z.number().int(),
  losslessSaved: z.number(),
  losslessChanged: z.number().int(),
  saved: z.number(),
  changed: z.number().int(),
  lost: z.number().int(),
  changedShare: z.number(),
  isLimitBroken: z.boolean(),
  price: z.number().nullable(),
  bound: z.number(),
  auditedChanged: z.number().int(),
  audited: z.number().int(),
  bestSaved: z.number(),
  /** By how much the accuracy of a model moves at most, as a share; null without models. */
  accuracyMoved: z.number().nullable(),
})

const summary = z.strictObject({ mean: z.number(), least: z.number(), most: z.number() })

export const replayAdaptiveResult = z.strictObject({
  /** Whose matrices and threshold decide. */
  method: z.string(),
  threshold: z.number(),
  candidates: z.number().int(),
  votes: z.number().int(),
  limit: z.number(),
  confidence: z.number(),
  losslessSaved: summary,
  losslessChanged: z.number().int(),
  saved: summary,
  bestSaved: summary,
  changedShare: summary,
  lost: summary,
  accuracyMoved: summary.nullable(),
  limitBroken: z.number().int(),
  replays: z.array(replayResult),
})
export type ReplayAdaptiveResult = z.infer<typeof replayAdaptiveResult>
