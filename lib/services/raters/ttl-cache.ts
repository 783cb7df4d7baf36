/** Caches for `ms` milliseconds from the request. Concurrent requests share a computation; errors are not cached. */
export function ttlCache<Value>(ms: number, clock: () => number = Date.now) {
  const known = new Map<string, { until: number; value: Promise<Value> }>()
  return (key: string, compute: () => Promise<Value>): Promise<Value> => {
    const found = known.get(key)
    if (found && found.until > clock()) return found.value
    for (const [name, { until }] of known) if (until <= clock()) known.delete(name)
    const value = compute()
    const entry = { until: clock() + ms, value }
    known.set(key, entry)
    value.catch(() => known.get(key) === entry && known.delete(key))
    return value
  }
}
