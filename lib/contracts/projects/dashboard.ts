import { z } from 'zod'
import { count, rowNumber } from '@/lib/contracts/number'
import { skipReasons } from '@/lib/contracts/rating/rating'
import { newDecisions } from '@/lib/contracts/runs/run'

const moment = z.iso.datetime()

const answerTally = z.strictObject({ no: count, maybe: count, yes: count })

/** Activity within an hour or a day (UTC) that starts at `at`. */
const activitySpan = z.strictObject({ at: moment, votes: count, tasks: count })
export type ActivitySpan = z.infer<typeof activitySpan>

/** Result of lib/domain/projects/finish-forecast. `at`, `low` and `high` of `days` are in milliseconds since 1970. */
const forecast = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('finished') }),
  z.strictObject({ kind: z.literal('unknown'), reason: z.enum(['paused', 'quiet', 'too-early', 'too-far']) }),
  z.strictObject({
    ...{ kind: z.literal('days'), votesPerDay: z.number(), basis: count },
    ...{ at: z.number(), low: z.number(), high: z.number().nullable() },
  }),
  z.strictObject({
    ...{ kind: z.literal('hours'), votesPerHour: z.number(), basis: count },
    ...{ hours: z.number(), low: z.number(), high: z.number().nullable() },
  }),
])

/** Krippendorff's ordinal alpha over the votes at that time. Null if undefined. */
const agreementPoint = z.strictObject({
  at: moment,
  voteCount: count,
  alpha: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
})
export type AgreementPoint = z.infer<typeof agreementPoint>

/** Contents of a project's dashboard, sent again whenever they change. */
export const dashboard = z.strictObject({
  isPaused: z.boolean(),
  hasSimulated: z.boolean(),
  tasks: z.strictObject({ total: count, finished: count }),
  /**
   * `counted` excludes votes on excluded images and of excluded raters. `untimed` counts given votes without a time,
   * because they were imported.
   */
  votes: z.strictObject({ given: count, counted: count, planned: count, untimed: count }),
  answers: answerTally,
  forecast,
  /** Hours with answers in the last two weeks, and all days with answers, ascending. */
  hours: z.array(activitySpan),
  days: z.array(activitySpan),
  /** Raters who submitted in the last 15 minutes, and since midnight (UTC). `all` and `experts` as in `countRaters`. */
  raters: z.strictObject({ now: count, today: count, all: count, experts: count }),
  /** Active seconds per candidate over timed answers. Null without any. */
  pace: z.strictObject({ lastDay: z.number().nullable(), all: z.number().nullable(), timedAnswers: count }),
  skips: z.array(z.strictObject({ reason: z.enum(skipReasons), count })),
  /** Oldest first. */
  agreement: z.array(agreementPoint),
  /** Of people; simulated raters are not paid. */
  activeHours: z.number(),
  /** Null if no launched batch states the pay per hour. */
  cost: z
    .strictObject({
      currency: z.string(),
      payPerHour: z.number(),
      soFar: z.number(),
      /** Planned cost of all launched batches. */
      planned: z.number(),
    })
    .nullable(),
  batchId: rowNumber.nullable(),
  /** `sincePrevious` counts the images whose labels differ from the previous run. Null if there was none. */
  run: z
    .strictObject({
      ...{ id: rowNumber, changedImages: count, voteCount: count, createdAt: moment },
      /** Whether the run passed its checks or was confirmed. */
      isUsable: z.boolean(),
      newDecisions,
      sincePrevious: z.strictObject({ runId: rowNumber, images: count }).nullable(),
    })
    .nullable(),
  waiting: z.strictObject({ flaggedImages: count, alerts: count }),
})
export type Dashboard = z.infer<typeof dashboard>
