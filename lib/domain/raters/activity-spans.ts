export type SpanUnit = 'hour' | 'day'

const hourMs = 3_600_000
const lengthOf = { hour: hourMs, day: 24 * hourMs }
const shownHours = 72
/** A single bar would fill the chart, whatever its value. */
const minSpans = { hour: 12, day: 7 }

/**
 * Returns contiguous spans for a histogram, idle ones included: the last 72 hours up to the latest with votes, starting
 * with the first, or all days. If there are few, idle spans are added before them. Times are in milliseconds.
 */
export function filledSpans(spans: readonly { at: string; votes: number; tasks: number }[], unit: SpanUnit) {
  const length = lengthOf[unit]
  const known = new Map(spans.map(({ at, votes, tasks }) => [Date.parse(at), { count: votes, tasks }]))
  if (known.size === 0) return []
  const last = Math.max(...known.keys())
  const first = Math.min(...known.keys())
  const start = unit === 'hour' ? Math.max(first, last - (shownHours - 1) * hourMs) : first
  const from = Math.min(start, last - (minSpans[unit] - 1) * length)
  return Array.from({ length: (last - from) / length + 1 }, (_, index) => {
    const at = from + index * length
    return { from: at, to: at + length, ...(known.get(at) ?? { count: 0, tasks: 0 }) }
  })
}
