/** Puts a value last among those that are known, and forgets the oldest beyond `capacity`. */
function keepLatest<Value>(known: Map<string, Value>, capacity: number, key: string, value: Value) {
  known.delete(key)
  known.set(key, value)
  for (const oldest of known.keys()) {
    if (known.size <= capacity) break
    known.delete(oldest)
  }
}

/**
 * Keeps what never changes once it is known, such as figures of a finished run: the last `capacity` of them, by a key that
 * names all they depend on. Those who ask at once share one computation; one that fails is forgotten.
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

const longestMs = 10 * 60_000

/**
 * Keeps figures that change now and then and may be a little old: they are computed again after sixty times as long as that
 * took, while those who ask get what was kept. What is older than ten minutes is waited for. The key names what must be
 * seen at once.
 */
export function memoizeSlow<Value>(capacity: number, now = () => performance.now()) {
  const known = new Map<string, { value: Value; at: number; staleAt: number }>()
  const running = new Map<string, Promise<Value>>()
  const renew = async (key: string, compute: () => Promise<Value>) => {
    const at = now()
    const value = await compute()
    keepLatest(known, capacity, key, { value, at, staleAt: now() + 60 * (now() - at) })
    return value
  }
  return async (key: string, compute: () => Promise<Value>): Promise<Value> => {
    const kept = known.get(key)
    if (kept && now() < kept.staleAt) return kept.value
    const next = running.get(key) ?? renew(key, compute).finally(() => running.delete(key))
    running.set(key, next)
    if (!kept || now() - kept.at >= longestMs) return next
    next.catch(() => {})
    return kept.value
  }
}
