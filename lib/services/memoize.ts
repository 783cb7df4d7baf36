/** Makes a value the most recent one, and evicts the oldest beyond `capacity`. */
function keepLatest<Value>(known: Map<string, Value>, capacity: number, key: string, value: Value) {
  known.delete(key)
  known.set(key, value)
  for (const oldest of known.keys()) {
    if (known.size <= capacity) break
    known.delete(oldest)
  }
}

/**
 * Caches values that never change, by a key that includes everything they depend on. Keeps the `capacity` most recently
 * used. Concurrent callers share one computation; errors are not cached.
 */
export function memoize<Value>(capacity: number) {
  const known = new Map<string, Promise<Value>>()
  return (key: string, compute: () => Promise<Value>): Promise<Value> => {
    const found = known.get(key)
    const value = found ?? compute()
    keepLatest(known, capacity, key, value)
    if (!found) value.catch(() => known.get(key) === value && known.delete(key))
    return value
  }
}

/** Concurrent callers share one computation, whose value is not cached. */
export function shareRunning<Value>() {
  const running = new Map<string, Promise<Value>>()
  return (key: string, compute: () => Promise<Value>): Promise<Value> => {
    const value = running.get(key) ?? compute().finally(() => running.delete(key))
    running.set(key, value)
    return value
  }
}

/** Returns null if the work takes longer; it goes on. */
export async function withinWait<T>(work: Promise<T>, waitMs: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined
  const wait = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, waitMs, null)
  })
  return Promise.race([work, wait]).finally(() => clearTimeout(timer))
}

const longestMs = 10 * 60_000

/**
 * Caches figures that may be slightly outdated. They are recomputed in the background after sixty times their
 * computation time; callers wait for values older than ten minutes. The key includes everything whose changes must show
 * at once.
 */
export function memoizeSlow<Value>(capacity: number, now = () => performance.now()) {
  const known = new Map<string, { value: Value; at: number; staleAt: number }>()
  const share = shareRunning<Value>()
  const renew = async (key: string, compute: () => Promise<Value>) => {
    const at = now()
    const value = await compute()
    keepLatest(known, capacity, key, { value, at, staleAt: now() + 60 * (now() - at) })
    return value
  }
  return async (key: string, compute: () => Promise<Value>): Promise<Value> => {
    const kept = known.get(key)
    if (kept && now() < kept.staleAt) return kept.value
    const next = share(key, () => renew(key, compute))
    if (!kept || now() - kept.at >= longestMs) return next
    next.catch(() => {})
    return kept.value
  }
}

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
