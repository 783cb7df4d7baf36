/** Mixes 32 bits so that each of them depends on all. Source: the finalizer of MurmurHash3, Austin Appleby, public domain. */
function mixed(value: number): number {
  let bits = value | 0
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}

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
  const seed = mixed(mixed(raterId + 0x9e3779b9) ^ imageId)
  const keyed = candidates.map((candidate) => ({ candidate, key: mixed(seed ^ mixed(candidate.classId + 1)) }))
  keyed.sort((one, other) => one.key - other.key || one.candidate.classId - other.candidate.classId)
  return keyed.map(({ candidate }) => candidate)
}
