import { canProveLimit, drawnShares, leastAudited, leastShare, type StopReason } from '@/lib/domain/workshop/adaptive'
import { counted, wholeNumber } from './number'
import { hoursText, moneyText } from './workshop'

/** Why a candidate is asked about no more. */
export const stopReasonText: Record<StopReason, string> = {
  lossless: 'No further vote could change it',
  price: 'A further vote is unlikely to change it',
  maximum: 'Has the maximum of votes',
  audited: 'Drawn for the audit, has all votes',
  withdrawn: 'Withdrawn with its task',
}

/** "0.2%": a limit, with as many digits as it needs. */
export const shareText = (share: number): string =>
  new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 3 }).format(share)

/** What may come of saving votes. */
export const limitText = (limit: number | null): string =>
  limit === null ? 'no decision changed' : `at most ${shareText(limit)} of decisions changed, with 95% confidence`

interface Votes {
  adaptive: { minimum: number; limit: number | null } | null
  ratersPerTask: number
}

/** "2 to 5 votes on each candidate, where they matter; no decision changed", or null with a fixed number. */
export const adaptiveText = ({ adaptive, ratersPerTask }: Votes): string | null =>
  adaptive &&
  `${adaptive.minimum} to ${ratersPerTask} votes per candidate, more only where they matter; ${limitText(adaptive.limit)}`

interface Figures {
  pairs: number
  votes: number
  raterHours: number
  cost: number
}

/** Votes, hours and cost of a plan, as ranges where it depends on the votes how many are needed. */
export function figureRanges(figures: Figures, { adaptive, ratersPerTask, currency }: Votes & { currency: string }) {
  const least = adaptive ? leastShare(adaptive, ratersPerTask, figures.pairs) : 1
  const range = (value: number, text: (value: number) => string) =>
    least === 1 ? text(value) : `${text(value * least)} to ${text(value)}`
  return {
    votes: range(figures.votes, (value) => wholeNumber(Math.round(value), 'en')),
    hours: range(figures.raterHours, hoursText),
    cost: range(figures.cost, (value) => moneyText(value, currency)),
  }
}

/** How a limit is proved on so many candidates, or that it cannot be. */
export function proofText(limit: number | null, pairs: number): string {
  if (limit === null) return 'A candidate is settled once no further vote could change the decision.'
  const needed = counted(leastAudited(limit), 'candidate', 'candidates', 'en')
  if (!canProveLimit(limit, pairs))
    return `This plan is too small: proving ${shareText(limit)} takes at least ${needed} with all votes. Only candidates that no further vote could change will be settled early.`
  const { learnShare, auditShare } = drawnShares(limit, pairs)
  const drawn = wholeNumber(Math.round((learnShare + auditShare) * pairs), 'en')
  return `About ${drawn} candidates, drawn at random, get every vote that could change them. On these the limit is proved before votes are saved on the others.`
}
