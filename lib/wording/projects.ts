import { listText } from '@/lib/domain/list-text'
import type { FinishForecast } from '@/lib/domain/projects/finish-forecast'
import type { ProjectPage, Waiting } from '@/lib/domain/projects/project-pages'
import { counted, wholeNumber } from './number'

/** Skip reasons, as shown to admins. */
export const skipReasonWord = {
  'image-broken': 'Broken image',
  'cannot-tell': 'Cannot tell',
  offensive: 'Did not want to view it',
  other: 'Other reason',
} as const

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
const minute = new Intl.DateTimeFormat('en-GB', {
  ...{ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone: 'UTC' },
})

const obstacles = {
  paused: 'No forecast while rating is paused.',
  quiet: 'No forecast: there were no votes in the last two days.',
  'too-early': 'No forecast yet. It takes three full hours of rating.',
  'too-far': 'No forecast: at the current pace it would take more than ten years.',
}

/** Formats a range of hours. */
function hoursRange(hours: number, low: number, high: number | null): string {
  const [middle, from] = [hours, low].map((value) => wholeNumber(Math.max(1, Math.round(value))))
  if (high === null) return `${middle} more hours of rating, at least ${from}`
  return `${middle} more hours of rating, from ${from} to ${wholeNumber(Math.max(1, Math.round(high)))}`
}

/** Says when the project will be finished, with uncertainty and basis. Times are in UTC. */
export function forecastText(found: FinishForecast): string {
  if (found.kind === 'finished') return 'All tasks are finished.'
  if (found.kind === 'unknown') return obstacles[found.reason]
  if (found.kind === 'hours') {
    const basis = counted(found.basis, 'active hour')
    return `About ${hoursRange(found.hours, found.low, found.high)}, at the pace of the last ${basis}. A date can be estimated after three days.`
  }
  const { at, low, high } = found
  const isNear = Math.abs((high ?? at) - low) < 3 * 86_400_000
  const dateText = (moment: number) => (isNear ? minute : day).format(moment)
  const range =
    high === null ? `not before ${dateText(low)}, with no upper limit` : `${dateText(low)} to ${dateText(high)}`
  const pace = `${wholeNumber(Math.round(found.votesPerDay))} votes per day`
  return `Expected to finish around ${dateText(at)} (95%: ${range}), at the pace of the last ${found.basis} days, ${pace}.`
}

/** Summarizes the contents of a project: "1,000 images, 9,000 votes, … and 1 release". */
export const projectCountsText = (
  counts: Record<'images' | 'votes' | 'goldenAnswers' | 'runs' | 'releases', number>,
): string =>
  listText([
    counted(counts.images, 'image'),
    counted(counts.votes, 'vote'),
    counted(counts.goldenAnswers, 'golden answer'),
    counted(counts.runs, 'run'),
    counted(counts.releases, 'release'),
  ])

export const tabTitle = ({ title, tab }: ProjectPage): string => tab ?? title

/** Returns the number of waiting items on some pages, with text such as "3 open alerts, 1 flagged image". */
export function waitingOn(pages: readonly ProjectPage[], waiting: Waiting): { count: number; text: string } {
  const found = pages.flatMap(({ id, waits }) => {
    const count = waiting[id] ?? 0
    return waits && count > 0 ? [{ count, text: counted(count, ...waits) }] : []
  })
  return {
    count: found.reduce((sum, { count }) => sum + count, 0),
    text: found.map(({ text }) => text).join(', '),
  }
}
