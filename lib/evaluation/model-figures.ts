import { type HumanPreference, humanPreference } from './human-preference'
import { kindBootstrap, kindCounts, type Resampling } from './kind-bootstrap'
import { candidateOf, includesLabel, type ScoredImages, sizeOf } from './scored-images'

interface Accuracy {
  right: number
  count: number
  /** Null if nothing counts. */
  share: number | null
  /** 95%, by resampling images. */
  interval: [low: number, high: number] | null
}

interface LabelCountAccuracy {
  /** Number of labels per image, from 0. */
  labels: number
  count: number
  /** Of `count`, how many top-1 predictions are among the labels. */
  right: number
  originalCount: number
  originalRight: number
}

/** One entry per class that is an original label, by rising index. */
interface ClassAccuracies {
  classes: Int32Array
  /** Images with this original label, and how many are predicted as it. */
  originalCount: Int32Array
  originalRight: Int32Array
  /** Those of them with a label, and how many predictions are among the labels. */
  labelledCount: Int32Array
  reassessedRight: Int32Array
}

export interface ModelFigures {
  /** Images with a prediction; everything below is over these. */
  imageCount: number
  original: Accuracy
  reassessed: Accuracy
  /** Accuracy by the label sets including what class decisions add; null without decisions. */
  closed: Accuracy | null
  /** Reassessed minus original accuracy, with an interval over the same draws. */
  change: { value: number; interval: [low: number, high: number] | null } | null
  preference: HumanPreference
  byLabelCount: LabelCountAccuracy[]
  byClass: ClassAccuracies
  /** One entry per threshold: images that have a label at it, and predictions that are among the labels. */
  curve: { labelled: Int32Array; right: Int32Array }
  /** Uint8Array[I]: bit 0 has a prediction, 1 it is the original label, 2 among the labels, 3 the closed ones. */
  outcome: Uint8Array
}

export const outcomeBit = { said: 1, original: 2, reassessed: 4, closed: 8 } as const

/** Returns for each image whether it counts by its original label and by its labels. */
export const labelOutcomeBits = ({ original, labels }: ScoredImages) =>
  Uint8Array.from(
    original,
    (index, image) => (index >= 0 ? outcomeBit.original : 0) | (sizeOf(labels, image) > 0 ? outcomeBit.reassessed : 0),
  )

/**
 * Computes how often a model is right: on the original labels, and on the label sets, where any of the labels is right.
 * Images without the respective labels, or without a prediction, are left out.
 *
 * Source: Beyer et al. (2020), Are we done with ImageNet? (arXiv 2006.07159), ReaL accuracy.
 * Shapes: `top1` Int32Array[I], class indices, −1 without a prediction. To evaluate the original labels themselves,
 *         pass them as predictions.
 * Errors: RangeError if the lengths differ.
 * Cost:   O(I × labels per image + C + votes compared + replicates × kinds of images). Deterministic by seed.
 */
export function modelFigures(images: ScoredImages, top1: Int32Array, resampling: Resampling): ModelFigures {
  const imageCount = images.original.length
  if (top1.length !== imageCount) throw new RangeError(`${top1.length} predictions for ${imageCount} images`)
  const outcome = outcomes(images, top1)
  return {
    imageCount: outcome.reduce((sum, bits) => sum + (bits & outcomeBit.said), 0),
    ...accuracies(images, outcome, resampling),
    preference: humanPreference(images, top1, resampling),
    byLabelCount: byLabelCount(images, outcome),
    byClass: byClass(images, outcome),
    curve: thresholdCurve(images, top1),
    outcome,
  }
}

function outcomes({ original, labels, closed }: ScoredImages, top1: Int32Array): Uint8Array {
  const outcome = new Uint8Array(top1.length)
  for (let image = 0; image < top1.length; image++) {
    const index = top1[image]!
    if (index < 0) continue
    const isOriginal = original[image] === index ? outcomeBit.original : 0
    const isReassessed = includesLabel(labels, image, index) ? outcomeBit.reassessed : 0
    const isClosed = closed !== null && includesLabel(closed, image, index) ? outcomeBit.closed : 0
    outcome[image] = outcomeBit.said | isOriginal | isReassessed | isClosed
  }
  return outcome
}

const hasOriginal = 16
const hasLabel = 32

function accuracies({ original, labels, closed }: ScoredImages, outcome: Uint8Array, resampling: Resampling) {
  const kinds = kindCounts(outcome.length, (image) =>
    outcome[image]! & outcomeBit.said
      ? outcome[image]! | (original[image]! >= 0 ? hasOriginal : 0) | (sizeOf(labels, image) > 0 ? hasLabel : 0)
      : null,
  )
  const keys = [...kinds.keys()]
  const counts = [...kinds.values()]
  const sum = (weights: ArrayLike<number>, bits: number) => {
    let total = 0
    for (let index = 0; index < keys.length; index++) if ((keys[index]! & bits) === bits) total += weights[index]!
    return total
  }
  const figuresOf = (weights: ArrayLike<number>) => {
    const all = sum(weights, hasOriginal)
    const labelled = sum(weights, hasLabel)
    const byOriginal = all > 0 ? sum(weights, hasOriginal | outcomeBit.original) / all : null
    const byLabels = labelled > 0 ? sum(weights, hasLabel | outcomeBit.reassessed) / labelled : null
    const byClosed = labelled > 0 ? sum(weights, hasLabel | outcomeBit.closed) / labelled : null
    const change = byOriginal !== null && byLabels !== null ? byLabels - byOriginal : null
    return [byOriginal, byLabels, byClosed, change]
  }
  const shares = figuresOf(counts)
  const intervals = kindBootstrap(counts, figuresOf, resampling)
  const accuracy = (figure: number, has: number, bit: number): Accuracy => ({
    right: sum(counts, has | bit),
    count: sum(counts, has),
    share: shares[figure]!,
    interval: intervals[figure]!,
  })
  return {
    original: accuracy(0, hasOriginal, outcomeBit.original),
    reassessed: accuracy(1, hasLabel, outcomeBit.reassessed),
    closed: closed === null ? null : accuracy(2, hasLabel, outcomeBit.closed),
    change: shares[3] == null ? null : { value: shares[3], interval: intervals[3]! },
  }
}

function byLabelCount({ original, labels }: ScoredImages, outcome: Uint8Array): LabelCountAccuracy[] {
  const rows: (LabelCountAccuracy | undefined)[] = []
  for (let image = 0; image < outcome.length; image++) {
    if (outcome[image] === 0) continue
    const count = sizeOf(labels, image)
    rows[count] ??= { labels: count, count: 0, right: 0, originalCount: 0, originalRight: 0 }
    const row = rows[count]
    row.count++
    if (outcome[image]! & outcomeBit.reassessed) row.right++
    if (original[image]! < 0) continue
    row.originalCount++
    if (outcome[image]! & outcomeBit.original) row.originalRight++
  }
  return rows.filter((row) => row !== undefined)
}

function byClass({ original, labels }: ScoredImages, outcome: Uint8Array): ClassAccuracies {
  const isUsed = new Set<number>()
  for (let image = 0; image < outcome.length; image++) {
    if (outcome[image] !== 0 && original[image]! >= 0) isUsed.add(original[image]!)
  }
  const classes = Int32Array.from(isUsed).sort()
  const positionOf = new Map(Array.from(classes, (index, position) => [index, position]))
  const counts = () => new Int32Array(classes.length)
  const figures = {
    classes,
    originalCount: counts(),
    originalRight: counts(),
    labelledCount: counts(),
    reassessedRight: counts(),
  }
  for (let image = 0; image < outcome.length; image++) {
    const index = outcome[image] === 0 ? undefined : positionOf.get(original[image]!)
    if (index === undefined) continue
    figures.originalCount[index]!++
    if (outcome[image]! & outcomeBit.original) figures.originalRight[index]!++
    if (sizeOf(labels, image) === 0) continue
    figures.labelledCount[index]!++
    if (outcome[image]! & outcomeBit.reassessed) figures.reassessedRight[index]!++
  }
  return figures
}

/** Counts the images that have a label at each threshold, and those on which the model is right, by cumulative sums. */
function thresholdCurve(images: ScoredImages, top1: Int32Array): ModelFigures['curve'] {
  const { isRated, labels, candidates, thresholds } = images
  const labelled = new Int32Array(thresholds.length + 1)
  const right = new Int32Array(thresholds.length + 1)
  for (let image = 0; image < top1.length; image++) {
    if (top1[image]! < 0) continue
    if (isRated[image] === 0) {
      if (sizeOf(labels, image) > 0) labelled[thresholds.length]!++
      if (includesLabel(labels, image, top1[image]!)) right[thresholds.length]!++
      continue
    }
    let most = 0
    for (let at = candidates.offsets[image]!; at < candidates.offsets[image + 1]!; at++) {
      if (candidates.reached[at]! > most) most = candidates.reached[at]!
    }
    labelled[most]!++
    const predicted = candidateOf(images, image, top1[image]!)
    right[predicted < 0 ? 0 : candidates.reached[predicted]!]!++
  }
  return { labelled: stepsDown(labelled), right: stepsDown(right) }
}

/** Converts counts of images that reach exactly k thresholds to counts that reach each threshold. */
function stepsDown(exactly: Int32Array): Int32Array {
  const reaching = new Int32Array(exactly.length - 1)
  let sum = 0
  for (let k = exactly.length - 1; k > 0; k--) {
    sum += exactly[k]!
    reaching[k - 1] = sum
  }
  return reaching
}
