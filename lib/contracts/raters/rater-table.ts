import { z } from 'zod'
import { agreementFigure } from '@/lib/contracts/agreement'
import { count, int, rowNumber } from '@/lib/contracts/number'
import { goldenMarks, raterStatus } from '@/lib/contracts/quality'
import { bulkActions } from '@/lib/domain/raters/bulk-action'

/** Common fields of every list of raters and every rater's page. */
export const raterSummary = z.strictObject({
  id: int,
  kind: z.enum(['human', 'simulated', 'imported', 'panel']),
  isExpert: z.boolean(),
  externalId: z.string().nullable(),
  votes: z.strictObject({ no: int, maybe: int, yes: int }),
  isPaused: z.boolean(),
  /** Whether aggregation ignores the rater's answers. */
  isExcluded: z.boolean(),
})
export type RaterSummary = z.infer<typeof raterSummary>

const shares = z.array(z.number()).length(3)

/** A rater's recent answers compared with earlier ones, judged against a run. */
const raterDrift = z.strictObject({
  raterId: rowNumber,
  direction: z.enum(['falls', 'rises', 'steady']),
  before: agreementFigure,
  lately: agreementFigure,
  lateCount: count,
  /** `lately` minus `before`. */
  change: z.number(),
})
export type RaterDrift = z.infer<typeof raterDrift>
export const raterDriftList = z.strictObject({ runId: rowNumber.nullable(), raters: z.array(raterDrift) })
/** The raters of a page of the table, as `1,2,3`. */
export const raterDriftQuery = z.strictObject({
  raters: z
    .string()
    .regex(/^\d{1,9}(,\d{1,9}){0,99}$/, 'Give up to 100 rater numbers, separated by commas.')
    .transform((text) => text.split(',').map(Number)),
})
export type RaterDriftList = z.infer<typeof raterDriftList>

export const tableRater = z.strictObject({
  ...raterSummary.shape,
  lastActivityAt: z.iso.datetime().nullable(),
  isReachable: z.boolean(),
  /** Krippendorff's ordinal alpha over pairs of votes that include one of the rater. */
  agreement: agreementFigure.nullable(),
  golden: goldenMarks.nullable(),
  /** P(answer | truth) over no, maybe and yes, and its source. */
  matrix: z
    .strictObject({ from: z.enum(['golden', 'run']), holds: shares.nullable(), holdsNot: shares.nullable() })
    .nullable(),
  secondsPerCandidate: z.number().nullable(),
  drift: raterDrift.nullable(),
  openFlags: count,
  openAlerts: count,
  impact: z.strictObject({ gained: count, lost: count, imageCount: count }).nullable(),
})
export type TableRater = z.infer<typeof tableRater>

export interface RaterTable {
  raters: TableRater[]
  hasSimulated: boolean
  /** The run that labels, drift and models come from. */
  runId: number | null
  /** The measurement that agreement comes from: its votes, and how many count now. Null if there is none. */
  agreementOf: { at: string; voteCount: number; countedVotes: number } | null
  /** Whether the drift of all raters was asked for and is still being computed. */
  isDriftPending: boolean
}

/** Applies one action to all of these raters or, on an error, to none. */
export const actOnRatersInput = z.strictObject({
  act: z.enum(bulkActions).exclude(['message']),
  raterIds: z.array(rowNumber).min(1, 'Select at least one rater.').max(500, 'At most 500 raters at once.'),
})
export type ActOnRatersInput = z.infer<typeof actOnRatersInput>
export const actedOnRaters = z.strictObject({ raters: z.array(raterStatus) })
