/** Numbers ids from 0 in order of appearance, whatever their values; `size` is how many there are. */
export function numbered(ids: Iterable<number>): Map<number, number> {
  const index = new Map<number, number>()
  for (const id of ids) if (!index.has(id)) index.set(id, index.size)
  return index
}

/** Returns the index of every id, by id, and −1 for other numbers. Ids are small, so an array is faster than a map. */
export function indicesById(ids: Int32Array): Int32Array {
  const indices = new Int32Array(ids.reduce((most, id) => Math.max(most, id), -1) + 1).fill(-1)
  for (let index = 0; index < ids.length; index++) indices[ids[index]!] = index
  return indices
}
