import { z } from 'zod'
import { skipReasons } from '@/lib/contracts/rating/rating'

const count = z.number().int()
const moment = z.iso.datetime()

/** Answers by what they were. */
export const answerTally = z.strictObject({ no: count, maybe: count, yes: count })

/** What was done from an hour or a day (UTC) on. */
export const activitySpan = z.strictObject({ at: moment, votes: count, tasks: count })
export type ActivitySpan = z.infer<typeof activitySpan>

/** As lib/domain/projects/finish-forecast gives it: moments in milliseconds since 1970. */
export const forecast = z.discriminatedUnion('kind', [
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

/** Krippendorff's alpha, ordinal, over the votes there were. Null where it is undefined. */
export const agreementPoint = z.strictObject({
  at: moment,
  voteCount: count,
  alpha: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
})
export type AgreementPoint = z.infer<typeof agreementPoint>

/** What a project's dashboard shows. The same is sent again whenever it has changed. */
export const dashboard = z.strictObject({
  isPaused: z.boolean(),
  hasSimulated: z.boolean(),
  tasks: z.strictObject({ total: count, finished: count }),
  /** Of `given`, those whose time is not known, as they were imported, are `untimed`. */
  votes: z.strictObject({ given: count, planned: count, untimed: count }),
  answers: answerTally,
  forecast,
  /** Those with answers in the last two weeks, and all days with any; rising. */
  hours: z.array(activitySpan),
  days: z.array(activitySpan),
  /** Who submitted in the last quarter of an hour, and since midnight (UTC); `all` and `experts` as in `countRaters`. */
  raters: z.strictObject({ now: count, today: count, all: count, experts: count }),
  /** Active seconds a candidate, over answers whose time was measured; null without any. */
  pace: z.strictObject({ lastDay: z.number().nullable(), all: z.number().nullable(), timedAnswers: count }),
  skips: z.array(z.strictObject({ reason: z.enum(skipReasons), count })),
  /** Rising in time, the newest last. */
  agreement: z.array(agreementPoint),
  /** Raters' measured time in rating tasks. */
  activeHours: z.number(),
  /** Null where no launched batch says what an hour is paid. */
  cost: z
    .strictObject({
      currency: z.string(),
      payPerHour: z.number(),
      soFar: z.number(),
      /** What the plans of all launched batches said. */
      planned: z.number(),
    })
    .nullable(),
  /** The newest launched batch; null when there is none. */
  batchId: count.nullable(),
  /** The latest run; `sincePrevious` counts the images whose labels differ from those of the run before, null without one. */
  run: z
    .strictObject({
      ...{ id: count, changedImages: count, voteCount: count, createdAt: moment },
      /** Whether it passed its checks or was confirmed. */
      isUsable: z.boolean(),
      sincePrevious: z.strictObject({ runId: count, images: count }).nullable(),
    })
    .nullable(),
  waiting: z.strictObject({ flaggedImages: count, alerts: count }),
})
export type Dashboard = z.infer<typeof dashboard>
