export type NamedClass = {
  id: string
  /** The first is the most usual. */
  names: readonly string[]
  gloss: string
  /** Name of the next more general class, if it has one. */
  parentName: string | null
}

/** Words of a gloss that fit into a bracket after a name. */
const glossStart = (gloss: string) => gloss.split(/\s+/).filter(Boolean).slice(0, 4).join(' ')

/** What can tell a class from its namesakes, the best first; the last one always does. */
const distinctions = ({ id, names, gloss, parentName }: NamedClass) =>
  [names[1], parentName, glossStart(gloss), id].filter((text) => text)

/**
 * One name for each class, no two alike (capitals aside), in the order given.
 *
 * A class alone in having its first name is called by it. Namesakes get a bracket: a second name, or the name of the
 * more general class, or the first words of the gloss, or the id; the first of these no other name takes.
 */
export function displayNames(classes: readonly NamedClass[]): string[] {
  const uses = new Map<string, number>()
  for (const { id, names } of classes) {
    const name = (names[0] ?? id).toLowerCase()
    uses.set(name, (uses.get(name) ?? 0) + 1)
  }
  const taken = new Set<string>([...uses].filter(([, count]) => count === 1).map(([name]) => name))
  return classes.map((one) => {
    const name = one.names[0] ?? one.id
    if (uses.get(name.toLowerCase()) === 1) return name
    const candidates = distinctions(one).map((text) => `${name} (${text})`)
    const free = candidates.find((candidate) => !taken.has(candidate.toLowerCase()))
    if (!free) throw new RangeError(`Two classes have the id ${one.id}.`)
    taken.add(free.toLowerCase())
    return free
  })
}
