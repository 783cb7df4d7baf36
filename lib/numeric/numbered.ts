/** Numbers ids from 0 in order of appearance, whatever their values; `size` is how many there are. */
export function numbered(ids: Iterable<number>): Map<number, number> {
  const index = new Map<number, number>()
  for (const id of ids) if (!index.has(id)) index.set(id, index.size)
  return index
}
