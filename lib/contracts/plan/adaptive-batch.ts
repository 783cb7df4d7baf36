import { z } from 'zod'
import { count, decimal, integerBetween, rowNumber } from '@/lib/contracts/number'
import { maxAdaptiveVotes, stopReasons } from '@/lib/domain/plan/adaptive'

/** Every candidate gets the minimum number of votes, and uncertain ones get more, up to the raters per task. */
export const adaptiveVotes = z.strictObject({
  minimum: integerBetween(1, maxAdaptiveVotes - 1),
  /** Largest share of decisions that may change, at 95% confidence. Null if no further votes may change any. */
  limit: decimal.min(0.0005, 'At least 0.05%.').max(0.1, 'At most 10%.').nullable(),
})
export type AdaptiveVotes = z.infer<typeof adaptiveVotes>

/** Votes that adaptive stopping saves and decisions it changes, averaged over random orders of the votes. */
export const votesReplay = z.strictObject({
  ...adaptiveVotes.shape,
  finishedAt: z.iso.datetime(),
  orders: count,
  /** Candidates with more votes than the minimum, and their votes. */
  candidates: count,
  votes: count,
  /** Share of votes saved when a candidate stops only once no further vote can change its decision. */
  losslessSaved: z.number(),
  /** Result with the limit, audit included. Null without a limit. */
  limited: z
    .strictObject({
      saved: z.number(),
      /** Decisions that all votes would have changed, and how many of them lose a label. */
      changed: z.number(),
      lost: z.number(),
      changedShare: z.number(),
      /** Orders in which the limit could not be proved, so candidates stopped only when no vote could change them. */
      unproved: count,
    })
    .nullable(),
})
export type VotesReplay = z.infer<typeof votesReplay>

export const adaptiveProgress = z.strictObject({
  minimum: count,
  maximum: count,
  /** Largest share of decisions that may change. Null if none may, whatever further votes say. */
  limit: z.number().nullable(),
  labels: count,
  settled: count,
  reasons: z.record(z.enum(stopReasons), count),
  votes: count,
  /** Votes that the settled labels did not need. */
  savedVotes: count,
  /** Fewest and most votes the batch can end with. */
  forecast: z.tuple([count, count]),
  /** Labels drawn to get all votes, used to learn the stopping rule and to prove its limit. */
  drawn: z.strictObject({ labels: count, settled: count }),
  /**
   * Result of the audit: audited decisions that the rule changes, and the share not refuted. Null before the audit and
   * without a limit.
   */
  proof: z
    .strictObject({ learned: count, audited: count, changed: count, bound: z.number(), price: z.number().nullable() })
    .nullable(),
  /** Labels scored from the votes so far, and when the last one was scored, which is seconds after its votes. */
  scored: z.strictObject({ labels: count, at: z.iso.datetime().nullable() }),
  /** Comparison with scores and decisions of the latest run, on labels that the run contains. Null without a run. */
  run: z
    .strictObject({
      runId: rowNumber,
      labels: count,
      /** Scored after votes that the run does not include. */
      newer: count,
      /** Mean difference between the two scores. Null without labels. */
      meanDifference: z.number().nullable(),
      largestDifference: z.number().nullable(),
      settled: count,
      settledChanged: count,
      open: count,
      openChanged: count,
    })
    .nullable(),
})
export type AdaptiveProgress = z.infer<typeof adaptiveProgress>

/** Why a candidate gets no more votes. */
export const labelStop = z.strictObject({
  reason: z.enum(stopReasons),
  votes: count,
  flipChance: z.number().nullable(),
  stoppedAt: z.iso.datetime(),
})
