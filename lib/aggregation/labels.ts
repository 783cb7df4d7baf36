import type { AggregationResult } from './aggregation-result'
import type { VoteTable } from './vote-table'

/** What the newest look of an expert at a candidate came to; one entry of each column a candidate. */
export type AdjudicatedAnswers = {
  candidate: Int32Array
  /** 0 no, 1 maybe, 2 yes. */
  answer: Uint8Array
  /** 1 where it is a label that was set by hand; left out when none is. It changes no score. */
  isByHand?: Uint8Array
}

/** Whether each candidate was judged to hold. Int8Array[C]: 1 yes, 0 no or maybe, −1 nobody looked. */
export function adjudicatedTruth({ candidate, answer }: AdjudicatedAnswers, candidateCount: number): Int8Array {
  const truth = new Int8Array(candidateCount).fill(-1)
  for (let at = 0; at < candidate.length; at++) truth[candidate[at]!] = answer[at] === 2 ? 1 : 0
  return truth
}

/**
 * The result with every adjudicated candidate at its truth: score 1 where the answer is yes, 0 where it is no or maybe, as
 * for all golden answers, and no interval, since nothing is estimated any more.
 *
 * It is the last step after any method, and touches nothing else. Candidates come before an expert because raters differ
 * about them: matrices learned from such truths would take everyone for worse than they are, so no method sees them.
 * Shapes: C candidates, K hidden classes. With K = 3 the classes are the answers, else class 1 is that the label holds.
 */
export function withAdjudicated(
  result: AggregationResult,
  adjudicated: AdjudicatedAnswers | undefined,
): AggregationResult {
  if (!adjudicated || adjudicated.candidate.length === 0) return result
  const { classCount } = result
  const score = result.score.slice()
  const posterior = result.posterior.slice()
  const interval = result.interval && {
    ...result.interval,
    low: result.interval.low.slice(),
    high: result.interval.high.slice(),
  }
  for (let at = 0; at < adjudicated.candidate.length; at++) {
    const candidate = adjudicated.candidate[at]!
    const answer = adjudicated.answer[at]!
    const holds = answer === 2 ? 1 : 0
    score[candidate] = holds
    posterior.fill(0, candidate * classCount, (candidate + 1) * classCount)
    posterior[candidate * classCount + (classCount === 3 ? answer : holds)] = 1
    interval?.low.fill(Number.NaN, candidate, candidate + 1)
    interval?.high.fill(Number.NaN, candidate, candidate + 1)
  }
  return { ...result, score, posterior, interval }
}

export type LabelInput = {
  votes: VoteTable
  /** [C] position of each candidate's image. */
  candidateImage: Int32Array
  /** [C] class index of each candidate. */
  candidateClass: Int32Array
  /** [C] */
  score: Float64Array
  /** A label is kept at this score and above. */
  threshold: number
  /** [images] class index of the original label, −1 where there is none. */
  originalLabel: Int32Array
  /** What experts judged one by one: it decides on an unrated image too. */
  adjudicated?: AdjudicatedAnswers | undefined
  /** [images] 1 for an image that is left out and keeps no label at all; nothing when none is. */
  isExcluded?: Uint8Array | undefined
}

/** Labels of image i lie from imageStart[i] up to imageStart[i + 1], rising. */
export type KeptLabels = {
  /** Int32Array[images + 1] */
  imageStart: Int32Array
  /** Class indices. */
  label: Int32Array
  /** Uint8Array[images]: 1 when at least one candidate of the image has a vote. */
  isRated: Uint8Array
}

/**
 * The labels each image ends up with: of a rated image the candidates whose score reaches the threshold, of an unrated
 * one its original label, unless an expert judged that it does not hold, and whatever else experts judged to hold. An image
 * that is left out has none.
 *
 * Errors: RangeError when a candidate's image is not among the images.
 * Cost:   O(C log labels per image + images) time. Deterministic.
 */
export function keptLabels(input: LabelInput): KeptLabels {
  const { candidateImage, candidateClass, score, threshold, originalLabel, adjudicated, isExcluded } = input
  const imageCount = originalLabel.length
  const isRated = ratedImages(input)
  const truth = adjudicated ? adjudicatedTruth(adjudicated, candidateImage.length) : null
  const hasOriginal = Uint8Array.from(originalLabel, (label, image) =>
    isRated[image] === 0 && label >= 0 && isExcluded?.[image] !== 1 ? 1 : 0,
  )
  if (truth) {
    // Where it is judged, the original label is one candidate among the others.
    for (let candidate = 0; candidate < truth.length; candidate++) {
      const image = candidateImage[candidate]!
      if (truth[candidate]! >= 0 && candidateClass[candidate] === originalLabel[image]) hasOriginal[image] = 0
    }
  }
  const isKept = (candidate: number) => {
    const image = candidateImage[candidate]!
    if (isExcluded?.[image] === 1) return false
    return isRated[image] === 1 ? score[candidate]! >= threshold : truth?.[candidate] === 1
  }
  const imageStart = new Int32Array(imageCount + 1)
  for (let candidate = 0; candidate < candidateImage.length; candidate++) {
    if (isKept(candidate)) imageStart[candidateImage[candidate]! + 1]!++
  }
  for (let image = 0; image < imageCount; image++) imageStart[image + 1]! += hasOriginal[image]! + imageStart[image]!
  const label = new Int32Array(imageStart[imageCount]!)
  const nextIndex = imageStart.slice(0, imageCount)
  for (let candidate = 0; candidate < candidateImage.length; candidate++) {
    if (isKept(candidate)) label[nextIndex[candidateImage[candidate]!]!++] = candidateClass[candidate]!
  }
  for (let image = 0; image < imageCount; image++) {
    if (hasOriginal[image] === 1) label[nextIndex[image]!] = originalLabel[image]!
    label.subarray(imageStart[image], imageStart[image + 1]).sort()
  }
  return { imageStart, label, isRated }
}

/** 1 for each image of which at least one candidate has a vote. */
function ratedImages({ votes, candidateImage, originalLabel }: LabelInput): Uint8Array {
  const imageCount = originalLabel.length
  const isRated = new Uint8Array(imageCount)
  for (let candidate = 0; candidate < candidateImage.length; candidate++) {
    const image = candidateImage[candidate]!
    if (image < 0 || image >= imageCount) {
      throw new RangeError(`Candidate ${candidate}: image ${image} is not from 0 to ${imageCount - 1}`)
    }
    if (votes.itemStart[candidate + 1]! > votes.itemStart[candidate]!) isRated[image] = 1
  }
  return isRated
}

/** The labels of each image in turn, as views into `label`. */
export function* labelSets({ imageStart, label }: KeptLabels): Generator<Int32Array> {
  for (let image = 0; image + 1 < imageStart.length; image++) {
    yield label.subarray(imageStart[image], imageStart[image + 1])
  }
}

export type ImageSummary = {
  /** Int32Array[images] */
  labelCount: Int32Array
  /** Uint8Array[images]: 1 when the labels are not exactly the original label. */
  isChanged: Uint8Array
}

/** For each image, how many labels it has and whether they differ from the original one; one that is left out does not. */
export function imageSummary(kept: KeptLabels, originalLabel: Int32Array, isExcluded?: Uint8Array): ImageSummary {
  const labelCount = new Int32Array(originalLabel.length)
  const isChanged = new Uint8Array(originalLabel.length)
  for (let image = 0; image < originalLabel.length; image++) {
    const count = kept.imageStart[image + 1]! - kept.imageStart[image]!
    const hasOriginal = originalLabel[image]! >= 0
    const isSame = hasOriginal
      ? count === 1 && kept.label[kept.imageStart[image]!] === originalLabel[image]
      : count === 0
    labelCount[image] = count
    isChanged[image] = isSame || isExcluded?.[image] === 1 ? 0 : 1
  }
  return { labelCount, isChanged }
}

/** How far raters differ about each image, and how near its scores come to the threshold; NaN where nobody voted. */
export type ImageDoubt = {
  /** Float64Array[images]: the greatest among the image's candidates of 1 less the share of the commonest answer. */
  disagreement: Float64Array
  /** Float64Array[images]: the least distance of the score of a candidate with votes from the threshold. */
  margin: Float64Array
}

/** The share of an item's votes that are not its commonest answer, in [0, 1); NaN for an item without votes. */
function dissent({ answerCount, itemStart, code }: VoteTable, item: number, counts: Int32Array): number {
  const voteCount = itemStart[item + 1]! - itemStart[item]!
  if (voteCount === 0) return Number.NaN
  counts.fill(0)
  let most = 0
  for (let index = itemStart[item]!; index < itemStart[item + 1]!; index++) {
    most = Math.max(most, ++counts[code[index]! % answerCount]!)
  }
  return (voteCount - most) / voteCount
}

/**
 * What lists of images are sorted by to find those that need review: where raters differ, and where a label hangs by a
 * little.
 *
 * Cost:   O(votes + candidates + images) time. The order of votes and of candidates changes nothing.
 */
export function imageDoubt({
  votes,
  candidateImage,
  score,
  threshold,
  originalLabel,
}: Omit<LabelInput, 'candidateClass'>): ImageDoubt {
  const imageCount = originalLabel.length
  const disagreement = new Float64Array(imageCount).fill(Number.NaN)
  const margin = new Float64Array(imageCount).fill(Number.NaN)
  const counts = new Int32Array(votes.answerCount)
  for (let candidate = 0; candidate < candidateImage.length; candidate++) {
    const share = dissent(votes, candidate, counts)
    if (Number.isNaN(share)) continue
    const image = candidateImage[candidate]!
    const distance = Math.abs(score[candidate]! - threshold)
    if (!(disagreement[image]! >= share)) disagreement[image] = share
    if (!(margin[image]! <= distance)) margin[image] = distance
  }
  return { disagreement, margin }
}
