/** What a decision about two classes says of labels. `same` has no order; of `contains`, `first` contains `second`. */
export interface ClosureRelation {
  kind: 'same' | 'contains'
  first: number
  second: number
}

/**
 * For each class of which something follows, the other classes that hold wherever it does: those that are the same as it
 * or contain it, directly or through others, rising. Classes of which nothing follows are left out.
 *
 * Classes that contain each other in a circle follow from one another, as if they were the same.
 * Cost: O(classes that stand in a relation × relations). Deterministic.
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

/**
 * The first pair that is to be kept apart although the relations make one hold wherever the other does; null when there
 * is none, and decisions can stand beside each other.
 */
export function contradictedPair(
  relations: readonly ClosureRelation[],
  apart: readonly (readonly [first: number, second: number])[],
): readonly [first: number, second: number] | null {
  const closure = classClosure(relations)
  const follows = (from: number, to: number) => closure.get(from)?.includes(to) ?? false
  return apart.find(([first, second]) => follows(first, second) || follows(second, first)) ?? null
}
