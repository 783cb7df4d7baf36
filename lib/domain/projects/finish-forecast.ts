export interface ForecastInput {
  /** Milliseconds since 1970. */
  now: number
  /** Votes still wanted. */
  remaining: number
  /** Votes by hour; hours without votes may be omitted. `at` is the start of the hour. */
  hours: readonly { at: number; votes: number }[]
  isPaused: boolean
}

type ForecastObstacle = 'paused' | 'quiet' | 'too-early' | 'too-far'

export type FinishForecast =
  | { kind: 'finished' }
  | { kind: 'unknown'; reason: ForecastObstacle }
  /** Based on the last `basis` whole days. `high` is null if the pace varies too much for an upper bound. */
  | { kind: 'days'; votesPerDay: number; basis: number; at: number; low: number; high: number | null }
  /** Based on `basis` hours with votes, if there are too few days to know when people rate. */
  | { kind: 'hours'; votesPerHour: number; basis: number; hours: number; low: number; high: number | null }

const hourMs = 3_600_000
const dayHours = 24
const maxDays = 14
const minDays = 3
const minHours = 3
/** After this many hours without votes, the earlier pace is no basis for a forecast. */
const quietHours = 48
const farDays = 3_650

/** 97.5% quantiles of Student's t by degrees of freedom, from 1. */
const studentT = [12.71, 4.3, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23, 2.2, 2.18, 2.16, 2.14, 2.13, 2.12]
const quantileOf = (freedom: number) => studentT[freedom - 1] ?? 2.1

/**
 * Returns how many more periods like the past ones are needed, with a 95% prediction interval. The total of D periods
 * has variance D s², plus D² s²/n because the mean is estimated, so the bounds solve (R − D m)² = t² (D s² + D² s²/n).
 */
export function periodsLeft(remaining: number, totals: readonly number[]) {
  const count = totals.length
  const mean = totals.reduce((sum, total) => sum + total, 0) / count
  const variance = totals.reduce((sum, total) => sum + (total - mean) ** 2, 0) / (count - 1)
  const spread = quantileOf(count - 1) ** 2 * variance
  const square = mean ** 2 - spread / count
  const half = remaining * mean + spread / 2
  const root = Math.sqrt(Math.max(0, half ** 2 - square * remaining ** 2))
  return {
    mean,
    middle: remaining / mean,
    low: remaining ** 2 / (half + root),
    high: square > 0 ? (half + root) / square : null,
  }
}

/**
 * Forecasts when a project is finished if its raters keep the pace of the last days. Only whole hours count. Days are
 * 24-hour periods counted back from now, including idle ones, since the first vote within two weeks.
 */
export function finishForecast({ now, remaining, hours, isPaused }: ForecastInput): FinishForecast {
  if (remaining <= 0) return { kind: 'finished' }
  if (isPaused) return { kind: 'unknown', reason: 'paused' }
  const end = Math.floor(now / hourMs)
  const known = hours
    .map(({ at, votes }) => ({ ago: end - Math.floor(at / hourMs), votes }))
    .filter(({ ago, votes }) => ago >= 0 && ago <= maxDays * dayHours && votes > 0)
  if (!known.some(({ ago }) => ago <= quietHours)) return { kind: 'unknown', reason: 'quiet' }
  const whole = known.filter(({ ago }) => ago > 0)
  const dayCount = Math.floor(Math.max(0, ...whole.map(({ ago }) => ago)) / dayHours)
  if (dayCount >= minDays) {
    const totals = new Array<number>(dayCount).fill(0)
    for (const { ago, votes } of whole)
      if (ago <= dayCount * dayHours) totals[Math.floor((ago - 1) / dayHours)]! += votes
    const { mean, middle, low, high } = periodsLeft(remaining, totals)
    if (!(middle <= farDays)) return { kind: 'unknown', reason: 'too-far' }
    const after = (days: number) => now + days * dayHours * hourMs
    const last = high !== null && high <= farDays ? after(high) : null
    return { kind: 'days', votesPerDay: mean, basis: dayCount, at: after(middle), low: after(low), high: last }
  }
  const recent = whole.filter(({ ago }) => ago <= dayHours).map(({ votes }) => votes)
  if (recent.length < minHours) return { kind: 'unknown', reason: 'too-early' }
  const { mean, middle, low, high } = periodsLeft(remaining, recent)
  return { kind: 'hours', votesPerHour: mean, basis: recent.length, hours: middle, low, high }
}
