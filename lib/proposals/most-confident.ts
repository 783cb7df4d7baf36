import type { ModelPredictions } from './model-predictions'

/**
 * Returns the indices of a model's `count` most confident predictions, always including its top-1 of each image: if
 * there are more images than `count`, only the top-1s. Rising.
 *
 * Confidence is the score, or without scores the rank (a lower rank is more confident). Ties are broken by image, then
 * rank, then class, so that the order of the input does not matter. A score that is NaN comes last.
 *
 * Source: ours; a two-pass radix selection of the threshold value on 32-bit keys, then one pass to collect.
 * Shapes: N predictions, I images. `top`: Int32Array[I], indices from `topPredictions`.
 * Cost:   O(N + I) time, 5 bytes per prediction and 1 MB of counts. Deterministic.
 */
export function mostConfident(predictions: ModelPredictions, top: Int32Array, count: number): Int32Array {
  const predictionCount = predictions.image.length
  const isChosen = new Uint8Array(predictionCount)
  let topCount = 0
  for (const at of top) {
    if (at < 0) continue
    isChosen[at] = 1
    topCount++
  }
  const wanted = Math.min(count, predictionCount) - topCount
  if (wanted > 0) chooseByKey(predictions, top.length, isChosen, wanted)
  const chosen = new Int32Array(Math.max(0, wanted) + topCount)
  let index = 0
  for (let at = 0; at < predictionCount; at++) if (isChosen[at] === 1) chosen[index++] = at
  return chosen
}

/** Marks the `wanted` largest keys among predictions not chosen yet, of which there must be at least that many. */
function chooseByKey(predictions: ModelPredictions, imageCount: number, isChosen: Uint8Array, wanted: number) {
  const { image, rank } = predictions
  const keys = confidenceKeys(predictions)
  const threshold = keyAtThreshold(keys, isChosen, wanted)
  const tiesOfImage = new Int32Array(imageCount)
  let missing = wanted
  for (let at = 0; at < keys.length; at++) {
    if (isChosen[at] === 1 || keys[at]! < threshold) continue
    if (keys[at]! > threshold) {
      isChosen[at] = 1
      missing--
    } else tiesOfImage[image[at]!]!++
  }
  let lastImage = 0
  while (tiesOfImage[lastImage]! < missing) missing -= tiesOfImage[lastImage++]!
  const tiesAtLast: number[] = []
  for (let at = 0; at < keys.length; at++) {
    if (isChosen[at] === 1 || keys[at] !== threshold) continue
    if (image[at]! < lastImage) isChosen[at] = 1
    else if (image[at] === lastImage) tiesAtLast.push(at)
  }
  tiesAtLast.sort((a, b) => rank[a]! - rank[b]! || predictions.class[a]! - predictions.class[b]!)
  for (const at of tiesAtLast.slice(0, missing)) isChosen[at] = 1
}

/** Returns the `wanted`-th largest key of those not chosen: one counting pass for its upper half, one for the lower. */
function keyAtThreshold(keys: Uint32Array, isChosen: Uint8Array, wanted: number): number {
  const counts = new Int32Array(65_536)
  for (let at = 0; at < keys.length; at++) if (isChosen[at] === 0) counts[keys[at]! >>> 16]!++
  let upper = 65_535
  let missing = wanted
  while (counts[upper]! < missing) missing -= counts[upper--]!
  counts.fill(0)
  for (let at = 0; at < keys.length; at++) {
    if (isChosen[at] === 0 && keys[at]! >>> 16 === upper) counts[keys[at]! & 0xffff]!++
  }
  let lower = 65_535
  while (counts[lower]! < missing) missing -= counts[lower--]!
  return upper * 65_536 + lower
}

/** Maps confidences to unsigned integers in the same order: float bits sort correctly once the sign is handled. */
function confidenceKeys({ rank, score }: ModelPredictions): Uint32Array {
  if (score === null) return Uint32Array.from(rank, (value) => 0xffffffff - value)
  const keys = new Uint32Array(score.length)
  const bits = new Uint32Array(score.buffer, score.byteOffset, score.length)
  for (let at = 0; at < keys.length; at++) {
    const value = score[at]!
    // Both zeros come here and get the same key by setting the sign bit.
    if (value >= 0) keys[at] = bits[at]! | 0x80000000
    else if (value < 0) keys[at] = ~bits[at]!
  }
  return keys
}
