/** Mixes 32 bits so that each of them depends on all. Source: the finalizer of MurmurHash3, Austin Appleby, public domain. */
function mixed(value: number): number {
  let bits = value | 0
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}

function ordered<Item>(seed: number, items: readonly Item[], numberOf: (item: Item) => number): Item[] {
  const keyed = items.map((item) => ({ item, number: numberOf(item), key: mixed(seed ^ mixed(numberOf(item) + 1)) }))
  keyed.sort((one, other) => one.key - other.key || one.number - other.number)
  return keyed.map(({ item }) => item)
}

const seedOf = (raterId: number, number: number) => mixed(mixed(raterId + 0x9e3779b9) ^ number)

/**
 * The classes of an image in the order in which one expert sees them: it looks random, differs between experts and images,
 * says nothing of who proposed a class, and is the same at every visit. A class that is added later takes a place among the
 * others without moving them.
 */
export function goldenOrder<Candidate extends { classId: number }>(
  raterId: number,
  imageId: number,
  candidates: readonly Candidate[],
): Candidate[] {
  return ordered(seedOf(raterId, imageId), candidates, ({ classId }) => classId)
}

/** The candidates of a page of one class in the order in which one expert sees them, by the same rule. */
export const pageOrder = (raterId: number, classId: number, candidateIds: readonly number[]): number[] =>
  ordered(seedOf(raterId, classId), candidateIds, (candidateId) => candidateId)
