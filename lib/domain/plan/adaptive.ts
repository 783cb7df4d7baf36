/** Beyond so many votes what may still be said is too much to work out. */
export const mostAdaptiveVotes = 9

/** Why a label is asked about no more. */
export const stopReasons = ['lossless', 'price', 'maximum', 'audited', 'withdrawn'] as const
export type StopReason = (typeof stopReasons)[number]

interface Adaptive {
  minimum: number
  limit: number | null
}

/** Shares of the labels that get every vote that could change them: to learn from, and to prove the limit on. */
export interface DrawnShares {
  learnShare: number
  auditShare: number
}

const usualLearnShare = 0.04
const usualAuditShare = 0.08
/** Beyond it, asking everything in full costs little more. */
const mostAuditShare = 0.3
/** Of so many more labels than the fewest that prove the limit, one or two may have changed. */
const auditRoom = 1.3

/** The fewest labels, none of which changes, that prove a limit with 95% confidence. */
export const leastAudited = (limit: number): number => Math.ceil(Math.log(0.05) / Math.log1p(-limit))

/** What is drawn of so many labels. Few labels need a larger share; without a limit nothing has to be proved. */
export function drawnShares(limit: number | null, labels: number): DrawnShares {
  if (limit === null) return { learnShare: 0, auditShare: 0 }
  const needed = (auditRoom * leastAudited(limit)) / Math.max(1, labels)
  return { learnShare: usualLearnShare, auditShare: Math.min(mostAuditShare, Math.max(usualAuditShare, needed)) }
}

/** Whether so many labels are enough to prove the limit on those that are drawn. */
export const canProveLimit = (limit: number | null, labels: number): boolean =>
  limit === null || drawnShares(limit, labels).auditShare * labels >= leastAudited(limit)

/** The share of a batch's full votes, hours and cost that is spent if every label stops as early as it may. */
export function leastShare({ minimum, limit }: Adaptive, maximum: number, labels: number): number {
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

/** Why these choices cannot be combined, as a sentence with the remedy; null when they can. */
export function adaptiveObstacle({ adaptive, ratersPerTask, classShare }: Choices): string | null {
  if (!adaptive) return null
  if (classShare > 0)
    return 'Votes can only be adapted to each candidate when candidates are asked image first. Choose “Image first”, or a fixed number of votes.'
  if (ratersPerTask > mostAdaptiveVotes)
    return `At most ${mostAdaptiveVotes} votes per candidate can be adapted. Lower the maximum, or choose a fixed number of votes.`
  if (adaptive.minimum >= ratersPerTask)
    return `The minimum of ${adaptive.minimum} must be below the maximum of ${ratersPerTask} votes per candidate.`
  return null
}
