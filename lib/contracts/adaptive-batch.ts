import { z } from 'zod'
import { stopReasons } from '@/lib/domain/workshop/adaptive'

const count = z.number().int()

/** How far a batch is that gives votes only where they matter. */
export const adaptiveProgress = z.strictObject({
  minimum: count,
  maximum: count,
  /** Share of decisions that may change; null: none, whatever further votes say. */
  limit: z.number().nullable(),
  labels: count,
  settled: count,
  /** Settled labels by reason. */
  reasons: z.record(z.enum(stopReasons), count),
  votes: count,
  /** Votes that the settled labels did not need. */
  savedVotes: count,
  /** The fewest and the most votes that there can be at the end. */
  forecast: z.tuple([count, count]),
  /** Labels drawn to get all votes: to learn from and to prove the limit on. */
  drawn: z.strictObject({ labels: count, settled: count }),
  /** What they have proved: how many the rule decides otherwise, and the share not refuted. Null before, and without a limit. */
  proof: z
    .strictObject({ learned: count, audited: count, changed: count, bound: z.number(), price: z.number().nullable() })
    .nullable(),
  /** How the latest run decides settled labels, as far as it knows them; null without a run. */
  run: z.strictObject({ runId: count, labels: count, changed: count }).nullable(),
})
export type AdaptiveProgress = z.infer<typeof adaptiveProgress>

/** Why a candidate is asked about no more. */
export const labelStop = z.strictObject({
  reason: z.enum(stopReasons),
  votes: count,
  flipChance: z.number().nullable(),
  stoppedAt: z.iso.datetime(),
})
export type LabelStop = z.infer<typeof labelStop>
