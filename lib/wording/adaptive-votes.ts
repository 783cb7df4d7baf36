import type { AdaptiveProgress, AdaptiveVotes, VotesReplay } from '@/lib/contracts/plan/adaptive-batch'
import { canProveLimit, drawnShares, minAudited, minShare, type StopReason } from '@/lib/domain/plan/adaptive'
import { numberFormat } from './intl-formats'
import { counted, roundedUp, wholeNumber } from './number'
import { hoursText, moneyText } from './plan'
import { scoreText } from './share'

/** Why a candidate gets no further votes. */
export const stopReasonText: Record<StopReason, string> = {
  lossless: 'No further vote could change it',
  price: 'A further vote is unlikely to change it',
  maximum: 'Has the maximum number of votes',
  audited: 'Drawn to learn or check the stopping rule, has all votes',
  withdrawn: 'Withdrawn with its task',
}

/** Formats a limit with as many digits as it needs, such as "0.2%". */
export const shareText = (share: number): string =>
  numberFormat('en', { style: 'percent', maximumFractionDigits: 3 }).format(share)

/** Formats an upper bound like a limit, rounded up. */
export const boundText = (bound: number): string => shareText(roundedUp(bound, 5))

/** Describes the risk of saving votes. */
export const limitText = (limit: number | null): string =>
  limit === null ? 'no decision changed' : `at most ${shareText(limit)} of decisions changed, with 95% confidence`

interface Votes {
  adaptive: AdaptiveVotes | null
  ratersPerTask: number
}

/** Describes adaptive votes, such as "2 to 5 votes per candidate, …". Null for a fixed number. */
export const adaptiveText = ({ adaptive, ratersPerTask }: Votes): string | null =>
  adaptive &&
  `${adaptive.minimum} to ${ratersPerTask} votes per candidate, more only where they matter; ${limitText(adaptive.limit)}`

interface Figures {
  pairs: number
  votes: number
  raterHours: number
  cost: number
}

/** Returns votes, hours and cost of a plan, as ranges if the number of votes depends on the answers. */
export function figureRanges(figures: Figures, { adaptive, ratersPerTask, currency }: Votes & { currency: string }) {
  const least = adaptive ? minShare(adaptive, ratersPerTask, figures.pairs) : 1
  const range = (value: number, text: (value: number) => string) =>
    least === 1 ? text(value) : `${text(value * least)} to ${text(value)}`
  return {
    votes: range(figures.votes, (value) => wholeNumber(Math.round(value))),
    hours: range(figures.raterHours, hoursText),
    cost: range(figures.cost, (value) => moneyText(value, currency)),
  }
}

type RunDifference = Omit<NonNullable<AdaptiveProgress['run']>, 'runId' | 'labels'>

/** Describes how a run differs from the current scores, as a continuation of its name. */
export function runDifferenceText(run: RunDifference): string {
  const decided = [
    ...(run.settled > 0 ? [`${wholeNumber(run.settledChanged)} of ${counted(run.settled, 'settled candidate')}`] : []),
    ...(run.open > 0 ? [`${wholeNumber(run.openChanged)} of ${counted(run.open, 'open candidate')}`] : []),
  ].join(' and ')
  const newer =
    run.newer > 0 ? ` ${counted(run.newer, 'candidate has', 'candidates have')} votes that are not in it.` : ''
  return `decides ${decided} differently; scores differ by ${scoreText(run.meanDifference ?? 0)} on average and ${scoreText(run.largestDifference ?? 0)} at most.${newer} Its labels are the ones that count.`
}

type Replay = Pick<VotesReplay, 'votes' | 'losslessSaved' | 'limit'> & {
  limited: Omit<NonNullable<VotesReplay['limited']>, 'unproved'> | null
}

/** A voting scheme with its cost and changed decisions, as text. */
export interface ReplayRow {
  name: string
  votes: string
  cost: string
  saved: string | null
  changed: string | null
  lost: string | null
}

/** Returns rows for all existing votes and for the adaptive schemes. */
export function replayRows(
  { votes, losslessSaved, limit, limited }: Replay,
  { costPerVote, currency }: { costPerVote: number; currency: string },
): ReplayRow[] {
  const whole = (value: number) => wholeNumber(Math.round(value))
  const row = (name: string, saved: number, changed: string, lost: string): ReplayRow => ({
    ...{ name, changed, lost, saved: savedText(saved) },
    votes: whole(votes * (1 - saved)),
    cost: moneyText(votes * (1 - saved) * costPerVote, currency),
  })
  return [
    {
      name: 'All',
      votes: whole(votes),
      cost: moneyText(votes * costPerVote, currency),
      saved: null,
      changed: null,
      lost: null,
    },
    row('Until no further vote could change it', losslessSaved, '0', '0'),
    ...(limited && limit !== null
      ? [
          row(
            `Within the limit of ${shareText(limit)}`,
            limited.saved,
            `${whole(limited.changed)} (${shareText(limited.changedShare)})`,
            whole(limited.lost),
          ),
        ]
      : []),
  ]
}

const savedText = (share: number): string =>
  numberFormat('en', { style: 'percent', maximumFractionDigits: 1 }).format(share)

/** Describes a replay with these settings. */
export function replaySettingsText(
  { minimum, limit }: AdaptiveVotes,
  voted: readonly { votes: number; candidates: number }[],
): string {
  const sum = (of: (one: { votes: number; candidates: number }) => number) =>
    voted.reduce((total, one) => total + of(one), 0)
  const votes = counted(
    sum((one) => one.votes * one.candidates),
    'vote',
  )
  const candidates = counted(
    sum((one) => one.candidates),
    'candidate has',
    'candidates have',
  )
  return `${candidates} more than ${counted(minimum, 'vote')}. The ${votes} are replayed in random orders, as if each had been collected only where it mattered (${limitText(limit)}), to show what that would have saved and changed. Nothing else is changed.`
}

/** Describes how a limit is proved with this number of candidates, or why it cannot be. */
export function proofText(limit: number | null, pairs: number): string {
  if (limit === null) return 'A candidate is settled once no further vote could change the decision.'
  const needed = counted(minAudited(limit), 'candidate')
  if (!canProveLimit(limit, pairs))
    return `This plan is too small: proving a limit of ${shareText(limit)} requires at least ${needed} with all their votes. Only candidates that no further vote could change will be settled early.`
  const { learnShare, auditShare } = drawnShares(limit, pairs)
  const drawn = wholeNumber(Math.round((learnShare + auditShare) * pairs))
  return `About ${drawn} candidates, drawn at random, get every vote that could change them. On these, the limit is proved before votes are saved on the others.`
}
