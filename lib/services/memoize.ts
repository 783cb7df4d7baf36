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
export async function waitAtMost<T>(work: Promise<T>, waitMs: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined
  const wait = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, waitMs, null)
  })
  return Promise.race([work, wait]).finally(() => clearTimeout(timer))
}

interface FigureCacheOptions {
  capacity: number
  /** How long a value counts as up to date, from the start of its computation, which took `tookMs`. */
  freshMs: (tookMs: number) => number
  /** Up to this age, a value is still returned while it is recomputed in the background. Older ones are waited for. */
  staleMs: number
  /** Whether the outdated value is discarded if it cannot be recomputed, so that the next caller learns of the error. */
  discardsOnError?: boolean
  now?: () => number
}

/**
 * Caches figures that may be slightly outdated. The key includes everything whose changes must show at once. Concurrent
 * callers share one computation; errors are not cached.
 */
export function figureCache<Value>(options: FigureCacheOptions) {
  const { capacity, freshMs, staleMs, discardsOnError = false, now = () => performance.now() } = options
  const known = new Map<string, { value: Value; at: number; freshUntil: number }>()
  const share = shareRunning<Value>()
  const renew = async (key: string, compute: () => Promise<Value>) => {
    const at = now()
    const value = await compute()
    keepLatest(known, capacity, key, { value, at, freshUntil: at + freshMs(now() - at) })
    return value
  }
  return async (key: string, compute: () => Promise<Value>): Promise<Value> => {
    const kept = known.get(key)
    if (kept && now() < kept.freshUntil) return kept.value
    const next = share(key, () => renew(key, compute))
    if (!kept || now() - kept.at >= staleMs) return next
    next.catch(() => discardsOnError && known.delete(key))
    return kept.value
  }
}

/** For figures that take long in a large project. */
export const slowFigures = <Value>() =>
  figureCache<Value>({ capacity: 200, freshMs: (tookMs) => 60 * tookMs, staleMs: 10 * 60_000 })
