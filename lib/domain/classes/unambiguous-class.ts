interface NamedClass {
  name: string
  externalId: string | null
  index: number | null
}

/** Returns the class that a text can only mean: the one with this name, id or index, or the only one found. */
export function unambiguousClass<Class extends NamedClass>(found: readonly Class[], text: string): Class | undefined {
  const wanted = text.trim().toLowerCase()
  const exact = found.filter(({ name, externalId, index }) =>
    [name, externalId, String(index)].some((one) => one?.toLowerCase() === wanted),
  )
  const [only, ...others] = exact.length > 0 ? exact : found
  return others.length === 0 ? only : undefined
}
