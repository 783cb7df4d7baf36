import { z } from 'zod'
import { mostAdaptiveVotes, stopReasons } from '@/lib/domain/plan/adaptive'
import { wholeFrom } from './number'

const count = z.number().int()

/** Votes only where they matter: every candidate gets the minimum, and the raters of a task are the maximum. */
export const adaptiveVotes = z.strictObject({
  minimum: wholeFrom(1, mostAdaptiveVotes - 1),
  /** Share of decisions that may change, with 95% confidence; null: none, whatever the raters say who are left. */
  limit: z.number('Enter a number.').min(0.0005, 'At least 0.05%.').max(0.1, 'At most 10%.').nullable(),
})
export type AdaptiveVotes = z.infer<typeof adaptiveVotes>

/** How the votes that a project has are replayed as adaptive ones. */
export const replayPlanInput = adaptiveVotes
export type ReplayPlanInput = z.infer<typeof replayPlanInput>

/** What adaptive votes would have saved and changed, on the mean of several random orders of a project's votes. */
export const votesReplay = z.strictObject({
  ...adaptiveVotes.shape,
  finishedAt: z.iso.datetime(),
  orders: count,
  /** Candidates with more votes than the minimum, and their votes. */
  candidates: count,
  votes: count,
  /** Where only what no vote can change is settled: the share of votes saved. Changes nothing. */
  losslessSaved: z.number(),
  /** With the limit, the audit included; null without a limit. */
  limited: z
    .strictObject({
      saved: z.number(),
      /** Decisions that all votes would have changed, and those of them that lose a label. */
      changed: z.number(),
      lost: z.number(),
      changedShare: z.number(),
      /** Orders in which the limit could not be proved, so that only what no vote can change was settled. */
      unproved: count,
    })
    .nullable(),
})
export type VotesReplay = z.infer<typeof votesReplay>

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
  /** Labels with a score by the votes so far, and when the last one was scored: seconds after its votes were given. */
  scored: z.strictObject({ labels: count, at: z.iso.datetime().nullable() }),
  /** How the latest run scores and decides these, as far as it knows them; null without a run. */
  run: z
    .strictObject({
      runId: count,
      labels: count,
      /** Scored after the votes that the run knows. */
      newer: count,
      /** Between the two scores; null without labels. */
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

/** Why a candidate is asked about no more. */
export const labelStop = z.strictObject({
  reason: z.enum(stopReasons),
  votes: count,
  flipChance: z.number().nullable(),
  stoppedAt: z.iso.datetime(),
})
