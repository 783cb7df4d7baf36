/**
 * The places of the largest numbers of a row, the largest first; of equal ones the lower place comes first.
 *
 * Shapes: row [n] without NaN; `places` Int32Array[k] is filled from its start and may be longer than the row.
 *         Returns how many places were filled: the lesser of n and k.
 * Cost:   O(n) comparisons and O(k) more for each number that is among the largest so far. Nothing is allocated.
 */
export function topPlaces(row: ArrayLike<number>, places: Int32Array): number {
  let count = 0
  for (let place = 0; place < row.length; place++) {
    const value = row[place]!
    if (count === places.length && !(value > row[places[count - 1]!]!)) continue
    let at = count < places.length ? count++ : count - 1
    while (at > 0 && row[places[at - 1]!]! < value) {
      places[at] = places[at - 1]!
      at--
    }
    places[at] = place
  }
  return count
}
