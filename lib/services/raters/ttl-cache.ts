/** Values are valid for at least this many times as long as they took, so that a slow one is not always being computed. */
const timesAsLong = 10

/** Caches for `ms` milliseconds or longer. Concurrent requests share a computation; errors are not cached. */
export function ttlCache<Value>(ms: number, clock: () => number = Date.now) {
  const known = new Map<string, { until: number; value: Promise<Value> }>()
  return (key: string, compute: () => Promise<Value>): Promise<Value> => {
    const found = known.get(key)
    if (found && found.until > clock()) return found.value
    for (const [name, { until }] of known) if (until <= clock()) known.delete(name)
    const start = clock()
    const value = compute()
    const entry = { until: Number.POSITIVE_INFINITY, value }
    known.set(key, entry)
    value.then(
      () => {
        entry.until = start + Math.max(ms, timesAsLong * (clock() - start))
      },
      () => known.get(key) === entry && known.delete(key),
    )
    return value
  }
}
