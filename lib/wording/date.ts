import { dateFormat, relativeTimeFormat } from './intl-formats'
import { counted } from './number'

const steps: ReadonlyArray<[Intl.RelativeTimeFormatUnit, number]> = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

/** Formats the distance from `now`: "3 minutes ago", "in 7 days", or "just now" within a minute. */
export function relativeTime(date: Date, now: Date): string {
  const seconds = (date.getTime() - now.getTime()) / 1000
  const step = steps.find(([, length]) => Math.abs(seconds) >= length)
  if (!step) return 'just now'
  const [unit, length] = step
  return relativeTimeFormat('en', { numeric: 'auto' }).format(Math.round(seconds / length), unit)
}

/** Formats an estimate of the time that something still takes: "less than a minute left", "about 4 minutes left". */
export function timeLeftText(seconds: number): string {
  const minutes = Math.round(seconds / 60)
  if (minutes < 1) return 'less than a minute left'
  return minutes < 90
    ? `about ${counted(minutes, 'minute')} left`
    : `about ${counted(Math.round(minutes / 60), 'hour')} left`
}

/** Charts and tables use British English dates. */
const written = (locale?: string) => (locale === 'en' ? 'en-GB' : locale)

/** Formats a date and time, such as "25 Nov 2026, 01:36". In a browser, uses its locale and time zone. */
export const dateAndTime = (date: Date, locale?: string): string =>
  dateFormat(written(locale), { dateStyle: 'medium', timeStyle: 'short' }).format(date)

/** Formats a time of day, such as "01:36". In a browser, uses its time zone. */
export const timeOfDay = (date: Date, locale?: string): string =>
  dateFormat(written(locale), { timeStyle: 'short' }).format(date)

/** Formats a day, such as "25 Nov 2026". */
export const dayOf = (date: Date, locale?: string): string =>
  dateFormat(written(locale), { dateStyle: 'medium' }).format(date)
