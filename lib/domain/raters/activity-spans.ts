export type SpanUnit = 'hour' | 'day'

const hourMs = 3_600_000
const lengthOf = { hour: hourMs, day: 24 * hourMs }
const shownHours = 72
/** One bar alone would fill the chart, whatever it counts. */
const leastSpans = { hour: 12, day: 7 }

/**
 * Spans as a histogram has them: one after another without a gap, idle ones too. Of hours the last 72 up to the latest with
 * votes, beginning with the first; of days all.
 * Where these are few, idle ones before them are added. In milliseconds.
 */
export function filledSpans(spans: readonly { at: string; votes: number; tasks: number }[], unit: SpanUnit) {
  const length = lengthOf[unit]
  const known = new Map(spans.map(({ at, votes, tasks }) => [Date.parse(at), { count: votes, tasks }]))
  if (known.size === 0) return []
  const last = Math.max(...known.keys())
  const first = Math.min(...known.keys())
  const start = unit === 'hour' ? Math.max(first, last - (shownHours - 1) * hourMs) : first
  const from = Math.min(start, last - (leastSpans[unit] - 1) * length)
  return Array.from({ length: (last - from) / length + 1 }, (_, index) => {
    const at = from + index * length
    return { from: at, to: at + length, ...(known.get(at) ?? { count: 0, tasks: 0 }) }
  })
}
