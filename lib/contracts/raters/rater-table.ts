import { z } from 'zod'
import { agreementFigure } from '@/lib/contracts/agreement'
import { goldenMarks } from '@/lib/contracts/quality'
import { raterSummary } from './rater'

const count = z.number().int()
const shares = z.array(z.number()).length(3)

/** How a rater's last answers compare with those before, held against a run. */
export const raterDrift = z.strictObject({
  raterId: count,
  direction: z.enum(['falls', 'rises', 'steady']),
  before: agreementFigure,
  lately: agreementFigure,
  lateCount: count,
  /** Lately less before. */
  change: z.number(),
})
export type RaterDrift = z.infer<typeof raterDrift>
/** GET …/raters/drift */
export const raterDriftList = z.strictObject({ runId: count.nullable(), raters: z.array(raterDrift) })
export type RaterDriftList = z.infer<typeof raterDriftList>

export const tableRater = z.strictObject({
  ...raterSummary.shape,
  lastActivityAt: z.iso.datetime().nullable(),
  isReachable: z.boolean(),
  /** Krippendorff's alpha (ordinal) of the pairs of votes that hold one of the rater. */
  agreement: agreementFigure.nullable(),
  golden: goldenMarks.nullable(),
  /** P(answer | truth) over no, maybe and yes, and where it is from. */
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

/** The raters of a project, for its admins. */
export const raterTable = z.strictObject({
  raters: z.array(tableRater),
  hasSimulated: z.boolean(),
  /** The run that labels, drift and models are of. */
  runId: count.nullable(),
  hasAgreement: z.boolean(),
  /** Null while it is being worked out: GET …/raters/drift has it then. */
  drift: z.array(raterDrift).nullable(),
})
export type RaterTable = z.infer<typeof raterTable>
