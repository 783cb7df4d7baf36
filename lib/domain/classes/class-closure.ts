/** A decision about two classes. `same` is symmetric; for `contains`, `first` contains `second`. */
export interface ClosureRelation {
  kind: 'same' | 'contains'
  first: number
  second: number
}

/**
 * Returns for each class the other classes that hold whenever it does, ascending: those that equal or contain it,
 * directly or indirectly. Classes that imply no other are omitted.
 *
 * Classes that contain each other in a cycle imply each other, as if they were the same.
 * Cost: O(classes in relations × relations). Deterministic.
 */
export function classClosure(relations: readonly ClosureRelation[]): Map<number, Int32Array> {
  const next = new Map<number, number[]>()
  const follows = (from: number, to: number) => {
    const known = next.get(from)
    if (known) known.push(to)
    else next.set(from, [to])
  }
  for (const { kind, first, second } of relations) {
    follows(second, first)
    if (kind === 'same') follows(first, second)
  }
  const closure = new Map<number, Int32Array>()
  for (const start of [...next.keys()].sort((a, b) => a - b)) {
    const found = new Set([start])
    for (const at of found) for (const to of next.get(at) ?? []) found.add(to)
    found.delete(start)
    if (found.size > 0) closure.set(start, Int32Array.from(found).sort())
  }
  return closure
}

/** Returns the first pair kept apart of which the relations imply one by the other, or null if there is none. */
export function contradictedPair(
  relations: readonly ClosureRelation[],
  apart: readonly (readonly [first: number, second: number])[],
): readonly [first: number, second: number] | null {
  const closure = classClosure(relations)
  const follows = (from: number, to: number) => closure.get(from)?.includes(to) ?? false
  return apart.find(([first, second]) => follows(first, second) || follows(second, first)) ?? null
}
