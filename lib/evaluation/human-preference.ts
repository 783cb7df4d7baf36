import { kindBootstrap, type Resampling } from './kind-bootstrap'
import { candidateOf, type ScoredImages } from './scored-images'

export interface HumanPreference {
  /** Images whose prediction differs from the original label, with a rater who was asked about both. */
  images: number
  /** Pairs of answers by one rater, by which of the two the rater considers more likely. */
  prediction: number
  original: number
  neither: number
  /** Share of preferences that are for the prediction; null if there are none. */
  share: number | null
  interval: [low: number, high: number] | null
}

/**
 * Measures whether raters prefer a model's prediction or the original label where the two differ, from raw votes.
 * Raters who answered about both prefer the one with the higher answer (no, maybe, yes); equal answers count as
 * neither.
 *
 * Source: the question of Beyer et al. (2020), Are we done with ImageNet?, figure 1: how often raters prefer a model's
 *         prediction to the original label. Deviation: the unit is one rater's two answers, since task splitting lets
 *         different raters see the two classes, whose answers cannot be compared one to one. 0.5: no preference.
 * Shapes: `top1` Int32Array[I], a class index or −1. The interval resamples images, with all answers to an image.
 * Cost:   O(I + votes compared + replicates × kinds of images).
 */
export function humanPreference(images: ScoredImages, top1: Int32Array, resampling: Resampling): HumanPreference {
  const { original } = images
  const kinds = new Map<number, number>()
  const sums = { images: 0, prediction: 0, original: 0, neither: 0 }
  for (let image = 0; image < original.length; image++) {
    if (top1[image]! < 0 || original[image]! < 0 || top1[image] === original[image]) continue
    const predicted = candidateOf(images, image, top1[image]!)
    const labelled = candidateOf(images, image, original[image]!)
    if (predicted < 0 || labelled < 0) continue
    const { higher, lower, alike } = compareAnswers(images, predicted, labelled)
    if (higher + lower + alike === 0) continue
    sums.images++
    sums.prediction += higher
    sums.original += lower
    sums.neither += alike
    const key = higher * width + lower
    kinds.set(key, (kinds.get(key) ?? 0) + 1)
  }
  const decided = sums.prediction + sums.original
  if (decided === 0) return { ...sums, share: null, interval: null }
  const listed = [...kinds].sort(([one], [other]) => one - other)
  const shareOf = (drawn: Int32Array) => {
    let prefer = 0
    let all = 0
    for (const [index, [key]] of listed.entries()) {
      const higher = Math.floor(key / width)
      prefer += drawn[index]! * higher
      all += drawn[index]! * (higher + (key % width))
    }
    return [all > 0 ? prefer / all : null]
  }
  const counts = listed.map(([, count]) => count)
  const interval = kindBootstrap(counts, shareOf, resampling)[0]!
  return { ...sums, share: sums.prediction / decided, interval }
}

/** More raters than one image ever has. */
const width = 1 << 20

/** Counts raters who answered about both candidates: with a higher, lower or equal answer about the first. */
function compareAnswers({ votes }: ScoredImages, first: number, second: number) {
  const { offsets, raters, answers } = votes
  let higher = 0
  let lower = 0
  let alike = 0
  let other = offsets[second]!
  for (let at = offsets[first]!; at < offsets[first + 1]!; at++) {
    while (other < offsets[second + 1]! && raters[other]! < raters[at]!) other++
    if (other === offsets[second + 1] || raters[other] !== raters[at]) continue
    if (answers[at]! > answers[other]!) higher++
    else if (answers[at]! < answers[other]!) lower++
    else alike++
  }
  return { higher, lower, alike }
}
