import { type AdjudicatedAnswers, adjudicatedTruth } from './adjudicated'
import type { VoteTable } from './vote-table'

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
 * one its original label, unless an expert judged that it does not hold, and whatever else experts judged to hold.
 *
 * Errors: RangeError when a candidate's image is not among the images.
 * Cost:   O(C log labels per image + images) time. Deterministic.
 */
export function keptLabels(input: LabelInput): KeptLabels {
  const { candidateImage, candidateClass, score, threshold, originalLabel, adjudicated } = input
  const imageCount = originalLabel.length
  const isRated = ratedImages(input)
  const truth = adjudicated ? adjudicatedTruth(adjudicated, candidateImage.length) : null
  const hasOriginal = Uint8Array.from(originalLabel, (label, image) => (isRated[image] === 0 && label >= 0 ? 1 : 0))
  if (truth) {
    // Where it is judged, the original label is one candidate among the others.
    for (let candidate = 0; candidate < truth.length; candidate++) {
      const image = candidateImage[candidate]!
      if (truth[candidate]! >= 0 && candidateClass[candidate] === originalLabel[image]) hasOriginal[image] = 0
    }
  }
  const isKept = (candidate: number) =>
    isRated[candidateImage[candidate]!] === 1 ? score[candidate]! >= threshold : truth?.[candidate] === 1
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

/** For each image, how many labels it has and whether they differ from the original one. */
export function imageSummary(kept: KeptLabels, originalLabel: Int32Array): ImageSummary {
  const labelCount = new Int32Array(originalLabel.length)
  const isChanged = new Uint8Array(originalLabel.length)
  for (let image = 0; image < originalLabel.length; image++) {
    const count = kept.imageStart[image + 1]! - kept.imageStart[image]!
    const hasOriginal = originalLabel[image]! >= 0
    const isSame = hasOriginal
      ? count === 1 && kept.label[kept.imageStart[image]!] === originalLabel[image]
      : count === 0
    labelCount[image] = count
    isChanged[image] = isSame ? 0 : 1
  }
  return { labelCount, isChanged }
}
