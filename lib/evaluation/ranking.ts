/** Whether each pair holds: 1 it does, 0 it does not, −1 unknown; pairs of unknown truth are skipped. */
export type Truth = Uint8Array | Int8Array

/** The pairs of known truth by falling score. All three arrays are in that order. */
export type Ranking = {
  /** Index of the pair. */
  order: Int32Array
  /** 1 if the pair holds. */
  isTrue: Uint8Array
  /** 1 at the last of the pairs that share a score: thresholds exist only there. */
  endsTie: Uint8Array
}

/**
 * Ranks pairs in the order in which a falling threshold keeps them.
 *
 * Errors: RangeError if the lengths differ or a score of a pair of known truth is NaN. Infinite scores are allowed.
 * Cost:   O(n log n) time, 6 bytes per pair. The sort is stable.
 */
export function ranking(score: Float64Array, truth: Truth): Ranking {
  if (score.length !== truth.length) throw new RangeError(`${score.length} scores for ${truth.length} truths`)
  let known = 0
  for (let pair = 0; pair < truth.length; pair++) {
    if (truth[pair]! < 0) continue
    if (Number.isNaN(score[pair])) throw new RangeError(`The score of pair ${pair} is NaN`)
    known++
  }
  const order = new Int32Array(known)
  for (let pair = 0, index = 0; pair < truth.length; pair++) if (truth[pair]! >= 0) order[index++] = pair
  // Infinity − Infinity is NaN, which the sort correctly treats as equal.
  order.sort((one, other) => score[other]! - score[one]!)
  const isTrue = new Uint8Array(known)
  const endsTie = new Uint8Array(known)
  for (let index = 0; index < known; index++) {
    isTrue[index] = truth[order[index]!]! > 0 ? 1 : 0
    endsTie[index] = index + 1 === known || score[order[index]!] !== score[order[index + 1]!] ? 1 : 0
  }
  return { order, isTrue, endsTie }
}
