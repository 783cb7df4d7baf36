/**
 * The positions of the largest numbers of a row, the largest first; of equal ones the lower position comes first.
 *
 * Shapes: row [n] without NaN; `positions` Int32Array[k] is filled from its start and may be longer than the row.
 *         Returns how many positions were filled: the lesser of n and k.
 * Cost:   O(n) comparisons and O(k) more for each number that is among the largest so far. Nothing is allocated.
 */
export function topPositions(row: ArrayLike<number>, indices: Int32Array): number {
  let count = 0
  for (let index = 0; index < row.length; index++) {
    const value = row[index]!
    if (count === indices.length && !(value > row[indices[count - 1]!]!)) continue
    let at = count < indices.length ? count++ : count - 1
    while (at > 0 && row[indices[at - 1]!]! < value) {
      indices[at] = indices[at - 1]!
      at--
    }
    indices[at] = index
  }
  return count
}
