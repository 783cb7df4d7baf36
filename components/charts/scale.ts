export type Interval = readonly [number, number]
export type Scale = (value: number) => number

/** A straight map from the domain to the range; the domain must not be empty. */
export function linearScale([from, to]: Interval, [start, end]: Interval): Scale {
  const factor = (end - start) / (to - from)
  return (value) => start + (value - from) * factor
}

/** The distance between ticks, 1, 2 or 5 times a power of ten, that gives about `count` of them. */
export function niceStep(span: number, count: number): number {
  const raw = span / Math.max(1, count)
  const power = 10 ** Math.floor(Math.log10(raw))
  const ratio = raw / power
  if (ratio >= Math.sqrt(50)) return power * 10
  if (ratio >= Math.sqrt(10)) return power * 5
  return ratio >= Math.sqrt(2) ? power * 2 : power
}

/** How many decimals a multiple of the step needs. */
export function stepDecimals(step: number): number {
  for (let decimals = 0; decimals < 12; decimals++) {
    const scaled = step * 10 ** decimals
    if (Math.abs(scaled - Math.round(scaled)) < 1e-6 * scaled) return decimals
  }
  return 12
}

export interface Ticks {
  values: number[]
  decimals: number
}

/** The multiples of a nice step within the domain, free of the noise of binary fractions. */
export function niceTicks([from, to]: Interval, count: number): Ticks {
  const step = niceStep(to - from, count)
  const decimals = stepDecimals(step)
  const first = Math.ceil(from / step - 1e-9)
  const last = Math.floor(to / step + 1e-9)
  const values = Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toFixed(decimals)),
  )
  return { values, decimals }
}

/** The ends of the finite values; [0, 1] when there are none, and `room` on both sides when all are the same. */
export function extent(values: Iterable<number>, room?: number): Interval {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (const value of values) {
    if (!Number.isFinite(value)) continue
    if (value < low) low = value
    if (value > high) high = value
  }
  if (low > high) return [0, 1]
  if (low < high) return [low, high]
  const margin = room ?? (Math.abs(low) * 0.1 || 0.5)
  return [low - margin, high + margin]
}

/** The domain widened to the next ticks on both sides. */
export function niceDomain([from, to]: Interval, count: number): Interval {
  const step = niceStep(to - from, count)
  const decimals = stepDecimals(step)
  const snap = (multiple: number) => Number((multiple * step).toFixed(decimals))
  return [snap(Math.floor(from / step + 1e-9)), snap(Math.ceil(to / step - 1e-9))]
}

const minuteMs = 60_000
const minuteSteps = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720]

/** Round times in UTC within the domain, down to minutes; midnights alone where they are many enough. */
export function timeTicks([from, to]: Interval, count: number): Ticks {
  const minutes = (to - from) / minuteMs / Math.max(1, count)
  const step = minuteSteps.find((candidate) => candidate >= minutes)
  if (!step) return dateTicks([from, to], count)
  const values: number[] = []
  const stepMs = step * minuteMs
  for (let at = Math.ceil(from / stepMs) * stepMs; at <= to; at += stepMs) values.push(at)
  return { values: values.length > 0 ? values : [from], decimals: 0 }
}

export const dayMs = 86_400_000
const daySteps = [1, 2, 7, 14]
const monthSteps = [1, 3, 6, 12, 24, 60, 120]

/** Midnights in UTC within the domain: days, Mondays or first days of months, not many more than `count`. */
export function dateTicks([from, to]: Interval, count: number): Ticks {
  const days = (to - from) / dayMs / Math.max(1, count)
  const dayStep = daySteps.find((step) => step >= days)
  const values = dayStep ? dayTicks([from, to], dayStep) : monthTicks([from, to], days / 30.4)
  return { values: values.length > 0 ? values : [from], decimals: 0 }
}

function dayTicks([from, to]: Interval, step: number): number[] {
  // 1970 began on a Thursday: day 4 was a Monday.
  const offset = step % 7 === 0 ? 4 : 0
  const values: number[] = []
  for (let day = Math.ceil((from / dayMs - offset) / step) * step + offset; day * dayMs <= to; day += step) {
    values.push(day * dayMs)
  }
  return values
}

function monthTicks([from, to]: Interval, months: number): number[] {
  const step = monthSteps.find((candidate) => candidate >= months) ?? 240
  const start = new Date(from)
  const values: number[] = []
  const firstOf = (month: number) => Date.UTC(Math.floor(month / 12), month % 12)
  const first = Math.floor((start.getUTCFullYear() * 12 + start.getUTCMonth()) / step) * step
  for (let month = first; firstOf(month) <= to; month += step) {
    if (firstOf(month) >= from) values.push(firstOf(month))
  }
  return values
}
