/**
 * Keeps what never changes once it is known, such as figures of a finished run: the last `capacity` of them, by a key that
 * names all they depend on. Those who ask at once share one computation; one that fails is forgotten.
 */
export function memoize<Value>(capacity: number) {
  const known = new Map<string, Promise<Value>>()
  return (key: string, compute: () => Promise<Value>): Promise<Value> => {
    const found = known.get(key)
    const value = found ?? compute()
    known.delete(key)
    known.set(key, value)
    if (!found) value.catch(() => known.get(key) === value && known.delete(key))
    for (const oldest of known.keys()) {
      if (known.size <= capacity) break
      known.delete(oldest)
    }
    return value
  }
}
