import type { AdjudicatedAnswers, AggregationResult, GoldenAnswers } from './aggregation-method'
import { candidatesWithKnownTruth, goldenTruth } from './golden-truth'
import type { VoteTable } from './vote-table'

/** Whether each candidate was judged to hold. Int8Array[C]: 1 yes, 0 no or maybe, −1 not adjudicated. */
export function adjudicatedTruth({ candidate, answer }: AdjudicatedAnswers, candidateCount: number): Int8Array {
  const truth = new Int8Array(candidateCount).fill(-1)
  for (let at = 0; at < candidate.length; at++) truth[candidate[at]!] = answer[at] === 2 ? 1 : 0
  return truth
}

/**
 * Returns every answer by which experts decide a label instead of the method: adjudications and, on candidates without
 * votes, the golden truth (yes if more than half of the experts said yes, otherwise no). An adjudication prevails.
 * With votes the method decides whether golden answers fix a score: `reassess` does, the published method does not.
 *
 * Returns `adjudicated` itself if every golden candidate has votes. Cost: O(C + golden answers).
 */
export function decidedByExperts({
  votes,
  goldenAnswers,
  adjudicated,
}: Pick<LabelInput, 'votes' | 'goldenAnswers' | 'adjudicated'>): AdjudicatedAnswers | undefined {
  if (!goldenAnswers || goldenAnswers.candidate.length === 0) return adjudicated
  const { truth } = goldenTruth(goldenAnswers, votes.itemCount, 'majority')
  const isAdjudicated = new Set(adjudicated?.candidate)
  const golden = candidatesWithKnownTruth(goldenAnswers, truth).filter(
    (candidate) => !isAdjudicated.has(candidate) && votes.itemStart[candidate] === votes.itemStart[candidate + 1],
  )
  if (golden.length === 0) return adjudicated
  return {
    candidate: Int32Array.from([...(adjudicated?.candidate ?? []), ...golden]),
    answer: Uint8Array.from([
      ...(adjudicated?.answer ?? []),
      ...golden.map((candidate) => (truth[candidate] === 1 ? 2 : 0)),
    ]),
  }
}

/** Returns the experts' truth where it fixed a score, and neither the method nor an adjudication; null elsewhere. */
export function goldenTruths(
  input: Pick<LabelInput, 'votes' | 'goldenAnswers' | 'adjudicated'>,
  { score, fixedClass = new Int8Array(score.length).fill(-1) }: Pick<AggregationResult, 'score' | 'fixedClass'>,
): (boolean | null)[] {
  const truths = Array.from(fixedClass, (truth) => (truth < 0 ? null : truth === 1))
  const adjudicatedCount = input.adjudicated?.candidate.length ?? 0
  const { candidate, answer } = decidedByExperts(input) ?? { candidate: [], answer: [] }
  for (const [at, decided] of candidate.entries()) truths[decided] = at < adjudicatedCount ? null : answer[at] === 2
  return truths
}

/**
 * Sets every candidate that experts decided to its truth: score 1 if the answer is yes, 0 if it is no or maybe, as for
 * all golden answers. Its interval is removed, because nothing is estimated any more.
 *
 * This is the last step after any method and changes nothing else. Candidates reach an expert because raters disagree
 * about them: confusion matrices learned from such truths would underestimate every rater, so no method sees them.
 * Shapes: C candidates, K hidden classes. If K = 3 the classes are the answers, otherwise class 1 means that it holds.
 */
export function withAdjudications(
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
  /** [C] index of each candidate's image. */
  candidateImage: Int32Array
  /** [C] class index of each candidate. */
  candidateClass: Int32Array
  /** [C] */
  score: Float64Array
  /** Labels with this score or a higher one are kept. */
  threshold: number
  /** [images] class index of the original label, −1 if there is none. */
  originalLabel: Int32Array
  /** Experts' answers to the golden set, which decide candidates without votes. */
  goldenAnswers?: GoldenAnswers | undefined
  /** Experts' decisions, which also apply to unrated images. */
  adjudicated?: AdjudicatedAnswers | undefined
  /** [images] 1 for an excluded image, which keeps no labels; omitted if there are none. */
  isExcluded?: Uint8Array | undefined
}

/** The labels of image i are label[imageStart[i]] up to label[imageStart[i + 1]], rising. */
export type KeptLabels = {
  /** Int32Array[images + 1] */
  imageStart: Int32Array
  /** Class indices. */
  label: Int32Array
  /** Uint8Array[images]: 1 if at least one candidate of the image has a vote. */
  isRated: Uint8Array
}

/**
 * Returns the final labels of each image: a rated image has the candidates whose score reaches the threshold; an
 * unrated one has its original label, unless experts judged that it does not hold; both have whatever else experts
 * judged to hold. An excluded image has none.
 *
 * Errors: RangeError if a candidate's image is out of range.
 * Cost:   O(C log labels per image + images) time. Deterministic.
 */
export function keptLabels(input: LabelInput): KeptLabels {
  const { candidateImage, candidateClass, score, threshold, originalLabel, isExcluded } = input
  const imageCount = originalLabel.length
  const isRated = ratedImages(input)
  const decided = decidedByExperts(input)
  const truth = decided ? adjudicatedTruth(decided, candidateImage.length) : null
  const hasOriginal = Uint8Array.from(originalLabel, (label, image) =>
    isRated[image] === 0 && label >= 0 && isExcluded?.[image] !== 1 ? 1 : 0,
  )
  if (truth) {
    // Once decided by experts, the original label is treated like any other candidate.
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

/** Returns 1 for each image with a vote on at least one candidate. */
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

/** Yields the labels of each image in turn, as views into `label`. */
export function* labelSets({ imageStart, label }: KeptLabels): Generator<Int32Array> {
  for (let image = 0; image + 1 < imageStart.length; image++) {
    yield label.subarray(imageStart[image], imageStart[image + 1])
  }
}

export type ImageSummary = {
  /** Int32Array[images] */
  labelCount: Int32Array
  /** Uint8Array[images]: 1 if there is an original label and the labels are not exactly that one. */
  isChanged: Uint8Array
}

/** Returns how many labels each image has and whether they differ from the original one; excluded images never do. */
export function imageSummary(kept: KeptLabels, originalLabel: Int32Array, isExcluded?: Uint8Array): ImageSummary {
  const labelCount = new Int32Array(originalLabel.length)
  const isChanged = new Uint8Array(originalLabel.length)
  for (let image = 0; image < originalLabel.length; image++) {
    const count = kept.imageStart[image + 1]! - kept.imageStart[image]!
    const isSame = count === 1 && kept.label[kept.imageStart[image]!] === originalLabel[image]
    labelCount[image] = count
    isChanged[image] = isSame || originalLabel[image]! < 0 || isExcluded?.[image] === 1 ? 0 : 1
  }
  return { labelCount, isChanged }
}

/** Disagreement of the raters on each image, and how close its scores are to the threshold; NaN without votes. */
export type ImageDoubt = {
  /** Float64Array[images]: the largest value over candidates of 1 minus the share of the most common answer. */
  disagreement: Float64Array
  /** Float64Array[images]: the smallest distance from the threshold of the score of a candidate with votes. */
  margin: Float64Array
}

/** Returns the share of an item's votes that differ from its most common answer, in [0, 1); NaN without votes. */
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
 * Sort keys to find the images that need review: where raters disagree, and where a score is close to the threshold.
 *
 * Cost:   O(votes + candidates + images) time. Independent of the order of votes and candidates.
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
