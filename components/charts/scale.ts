import { scaleLinear } from 'd3-scale'
import { utcDay, utcMonday, utcSunday, utcTickInterval } from 'd3-time'

export type Interval = readonly [number, number]
export type Scale = (value: number) => number

/** Returns a linear map from domain to range. The domain must not be empty. */
export const linearScale = (domain: Interval, range: Interval): Scale => {
  const scale = scaleLinear(domain, range)
  return (value) => scale(value)
}

export interface Ticks {
  values: number[]
  decimals: number
}

function decimalsOf(value: number): number {
  const [digits = '', exponent = '0'] = Number(value.toPrecision(12)).toExponential().split('e')
  const fraction = digits.split('.')[1] ?? ''
  return Math.min(12, Math.max(0, fraction.length - Number(exponent)))
}

/** Returns about `count` multiples of 1, 2 or 5 times a power of ten within the domain. */
export function niceTicks(domain: Interval, count: number): Ticks {
  const values = scaleLinear(domain, [0, 1]).ticks(count)
  return { values, decimals: Math.max(0, ...values.map(decimalsOf)) }
}

/** Returns the range of the finite values: [0, 1] if there are none, widened by `room` if all are equal. */
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

/** Keeps a domain of shares between 0 and 100% unless a value is outside. */
export const shareDomain = ([from, to]: Interval, values: readonly number[]): Interval => [
  values.some((value) => value < 0) ? from : Math.max(0, from),
  values.some((value) => value > 1) ? to : Math.min(1, to),
]

/** Widens the domain to the next ticks on both sides. */
export function niceDomain(domain: Interval, count: number): Interval {
  const [from = 0, to = 1] = scaleLinear(domain, [0, 1]).nice(count).domain()
  return [from, to]
}

const minuteMs = 60_000
export const dayMs = 86_400_000

/** Returns about `count` round UTC times within the domain, at least `minMs` apart. */
function ticksApart([from, to]: Interval, count: number, minMs: number): Ticks {
  const [start, stop] = [new Date(from), new Date(Math.max(to, from + count * minMs))]
  const interval = utcTickInterval(start, stop, count) ?? utcDay
  const values = (interval === utcSunday ? utcMonday : interval).range(start, new Date(to + 1)).map(Number)
  return { values: values.length > 0 ? values : [from], decimals: 0 }
}

/** Returns round UTC times within the domain, down to minutes; only midnights for longer spans. */
export const timeTicks = (domain: Interval, count: number): Ticks => ticksApart(domain, count, minuteMs)

/** Returns UTC midnights within the domain: days, weeks or first days of months, about `count` at most. */
export const dateTicks = (domain: Interval, count: number): Ticks => ticksApart(domain, count, dayMs)
