/** With more votes there are too many possible outcomes to enumerate. */
export const maxAdaptiveVotes = 9

export const stopReasons = ['lossless', 'price', 'maximum', 'audited', 'withdrawn'] as const
export type StopReason = (typeof stopReasons)[number]

interface Adaptive {
  minimum: number
  limit: number | null
}

/** Shares of labels that get every vote that could change them, to learn from and to prove the limit on. */
export interface DrawnShares {
  learnShare: number
  auditShare: number
}

const defaultLearnShare = 0.04
const defaultAuditShare = 0.08
/** Above this share, asking for all votes costs little more. */
const maxAuditShare = 0.3
/** Factor over the fewest labels that prove the limit, so that one or two of them may change. */
const auditRoom = 1.3

/** Returns the fewest labels that prove the limit with 95% confidence if none of them changes. */
export const minAudited = (limit: number): number => Math.ceil(Math.log(0.05) / Math.log1p(-limit))

/** Returns the shares to draw. Fewer labels need a larger share; without a limit nothing has to be proved. */
export function drawnShares(limit: number | null, labels: number): DrawnShares {
  if (limit === null) return { learnShare: 0, auditShare: 0 }
  const needed = (auditRoom * minAudited(limit)) / Math.max(1, labels)
  return { learnShare: defaultLearnShare, auditShare: Math.min(maxAuditShare, Math.max(defaultAuditShare, needed)) }
}

/** Whether there are enough labels to prove the limit on the drawn ones. */
export const canProveLimit = (limit: number | null, labels: number): boolean =>
  limit === null || drawnShares(limit, labels).auditShare * labels >= minAudited(limit)

/** Returns the share of a batch's full votes, hours and cost spent if every label stops as early as possible. */
export function minShare({ minimum, limit }: Adaptive, maximum: number, labels: number): number {
  if (!canProveLimit(limit, labels)) return minimum / maximum
  const { learnShare, auditShare } = drawnShares(limit, labels)
  const drawn = learnShare + auditShare
  return drawn + ((1 - drawn) * minimum) / maximum
}

interface Choices {
  adaptive: Adaptive | null
  ratersPerTask: number
  classShare: number
}

/** Returns why the settings cannot be combined, with the remedy, or null. */
export function adaptiveObstacle({ adaptive, ratersPerTask, classShare }: Choices): string | null {
  if (!adaptive) return null
  if (classShare > 0)
    return 'Votes can only be adapted to each candidate when candidates are asked image first. Choose “Image first”, or a fixed number of votes.'
  if (ratersPerTask > maxAdaptiveVotes)
    return `At most ${maxAdaptiveVotes} votes per candidate can be adapted. Lower the maximum, or choose a fixed number of votes.`
  if (adaptive.minimum >= ratersPerTask)
    return `The minimum of ${adaptive.minimum} must be below the maximum of ${ratersPerTask} votes per candidate.`
  return null
}
