import { binomialDraw } from '@/lib/numeric/binomial-draw'
import { logit } from '@/lib/numeric/logistic'
import { logisticRegression } from '@/lib/numeric/logistic-regression'
import { percentileInterval } from '@/lib/numeric/quantiles'
import { type Random, randomInt, seededRandom } from '@/lib/numeric/seeded-random'
import type { Resampling } from './kind-bootstrap'
import { candidateOf, includesLabel, type ScoredImages, sizeOf } from './scored-images'

/** How certain the labels of a run are. Candidates are indices into those of `ScoredImages`. */
export interface LabelCertainty {
  /** Float64Array[C]: the calibrated score, 0 or 1 if an expert or admin decided. */
  probability: Float64Array
  /** The golden candidates, each with the score calibrated without its fold. */
  golden: { candidate: Int32Array; truth: Uint8Array; probability: Float64Array }
}

export interface UncertainAccuracy {
  /** Expected accuracy under the true labels; null if no image would have a label. */
  share: number | null
  /** 95%, with images resampled and labels drawn. */
  interval: [low: number, high: number] | null
  /** Golden images from which the certainty of labels was learned. */
  goldenImages: number
}

const level = 0.95
/** Fitting takes longest, so each draw of golden images is used for several draws of images and labels. */
const maxFits = 200
/** Precision of a normal prior with standard deviation 3 around the calibrated score. */
const ridge = 0.1
/** Log-odds of golden candidates are clamped to this, so that a single wrong one does not dominate. */
const maxLogOdds = 14

/** How a candidate's calibrated score becomes a probability if a model's first choices are also known. */
interface Fit {
  intercept: number
  slope: number
  /** Added for the model's first choice. */
  top1: number
}

/** Shares or numbers of images: the model's first choice holds, and only another candidate holds. */
interface Outcomes {
  right: number
  other: number
}

interface GoldenImage {
  logOdds: number[]
  isTop1: boolean[]
  truth: number[]
  /** Whether the truth of all candidates is known, apart from those decided without votes, which have no error. */
  isWhole: boolean
}

/**
 * Estimates how often a model is right under the true labels, which are known only as probabilities, with an interval
 * over images and labels.
 *
 * A draw takes golden images with replacement and learns from them how likely candidates hold: logit P(holds) = a + b ·
 * logit(calibrated score) + c · [the model's first choice], since a calibrated score is right on average over all
 * candidates, while those that a good model chooses hold more often than their score says. The result, which treats
 * candidates as independent, is corrected by its mean error on the drawn golden images: often exactly one of two
 * candidates holds. So the estimate is unbiased even if the probabilities are not, as long as golden images are a
 * random sample. Then as many images as there are are drawn with replacement together with their labels: a multinomial
 * number of images that are right, have another label only, or have none. Unrated images keep their labels with
 * certainty.
 *
 * Source: the difference estimator of surveys, Särndal, Swensson & Wretman (1992), Model Assisted Survey Sampling, 6.3;
 *         percentile bootstrap, Efron & Tibshirani (1993), ch. 13. The model for labels given a first choice is ours.
 * Shapes: `top1` Int32Array[I], class indices, −1 without a prediction.
 * Errors: RangeError if lengths differ. Null without golden candidates, or if a probability is missing (NaN).
 * Cost:   O(200 · (C + golden candidates)) for 200 fits, whatever the number of draws. Deterministic by seed.
 */
export function uncertainAccuracy(
  images: ScoredImages,
  top1: Int32Array,
  certainty: LabelCertainty,
  { replicates, seed }: Resampling,
): UncertainAccuracy | null {
  checkLengths(images, top1, certainty)
  const golden = goldenImages(images, top1, certainty)
  if (golden.length === 0 || certainty.probability.some(Number.isNaN)) return null
  const expected = expectedShares(images, top1, certainty)
  const random = seededRandom(seed)
  const fits = Math.min(replicates, maxFits)
  const values: number[] = []
  for (let index = 0; index < fits; index++) {
    const drawn = golden.map(() => golden[randomInt(random, golden.length)]!)
    const shares = expected.sharesOf(drawn)
    const draws = Math.floor(((index + 1) * replicates) / fits) - Math.floor((index * replicates) / fits)
    for (let draw = 0; draw < draws; draw++) {
      const value = drawnAccuracy(random, expected.imageCount, shares)
      if (value !== null) values.push(value)
    }
  }
  const { right, other } = expected.sharesOf(golden)
  return {
    share: right + other > 0 ? right / (right + other) : null,
    interval: values.length > 0 ? percentileInterval(Float64Array.from(values), level) : null,
    goldenImages: golden.length,
  }
}

function checkLengths(images: ScoredImages, top1: Int32Array, { probability, golden }: LabelCertainty) {
  if (top1.length !== images.original.length)
    throw new RangeError(`${top1.length} predictions for ${images.original.length} images`)
  if (probability.length !== images.candidates.classes.length)
    throw new RangeError(`${probability.length} probabilities for ${images.candidates.classes.length} candidates`)
  if (golden.truth.length !== golden.candidate.length || golden.probability.length !== golden.candidate.length)
    throw new RangeError(`${golden.truth.length} truths of ${golden.candidate.length} golden candidates`)
}

const bounded = (probability: number) => Math.max(-maxLogOdds, Math.min(maxLogOdds, logit(probability)))

/** Returns the rated images that have golden candidates and a prediction. */
function goldenImages(images: ScoredImages, top1: Int32Array, { probability, golden }: LabelCertainty): GoldenImage[] {
  const { offsets, classes } = images.candidates
  const isKnown = Uint8Array.from(probability, (one) => (one === 0 || one === 1 ? 1 : 0))
  for (const candidate of golden.candidate) isKnown[candidate] = 1
  const imageOf = new Int32Array(classes.length)
  for (let image = 0; image < top1.length; image++) imageOf.fill(image, offsets[image], offsets[image + 1])
  const found = new Map<number, GoldenImage>()
  for (const [at, candidate] of golden.candidate.entries()) {
    const image = imageOf[candidate]
    if (image === undefined || top1[image]! < 0 || images.isRated[image] === 0) continue
    const own = found.get(image) ?? { logOdds: [], isTop1: [], truth: [], isWhole: false }
    found.set(image, own)
    own.logOdds.push(bounded(golden.probability[at]!))
    own.isTop1.push(classes[candidate] === top1[image])
    own.truth.push(golden.truth[at]!)
    own.isWhole = !isKnown.subarray(offsets[image], offsets[image + 1]).includes(0)
  }
  return [...found].sort(([one], [other]) => one - other).map(([, own]) => own)
}

function fitOn(golden: readonly GoldenImage[]): Fit {
  const features: number[] = []
  const offset: number[] = []
  const outcome: number[] = []
  for (const { logOdds, isTop1, truth } of golden) {
    for (const [at, own] of logOdds.entries()) {
      features.push(1, own, isTop1[at] ? 1 : 0)
      offset.push(own)
      outcome.push(truth[at]!)
    }
  }
  const [intercept, steeper, top1] = logisticRegression(
    Float64Array.from(features),
    outcome,
    3,
    ridge,
    Float64Array.from(offset),
  )
  // A higher score never makes a label less likely.
  return { intercept: intercept!, slope: Math.max(1e-3, 1 + steeper!), top1: top1! }
}

const chanceOf = ({ intercept, slope, top1 }: Fit, logOdds: number, isTop1: boolean) =>
  1 / (1 + Math.exp(-(intercept + slope * logOdds + (isTop1 ? top1 : 0))))

/** Returns the mean error of a fit on golden images. */
function meanError(golden: readonly GoldenImage[], fit: Fit): Outcomes {
  const error = { right: 0, other: 0 }
  let count = 0
  for (const { logOdds, isTop1, truth, isWhole } of golden) {
    if (!isWhole) continue
    count++
    let first = 0
    let none = 1
    let isRight = false
    for (const [at, own] of logOdds.entries()) {
      const chance = chanceOf(fit, own, isTop1[at]!)
      if (isTop1[at]) {
        first = chance
        isRight = truth[at] === 1
      } else none *= 1 - chance
    }
    error.right += Number(isRight) - first
    error.other += Number(!isRight && truth.includes(1)) - (1 - first) * (1 - none)
  }
  return count > 0 ? { right: error.right / count, other: error.other / count } : error
}

/** Log-odds are rounded to this fraction: one exponential per level takes a tenth of the time of one per candidate. */
const levelsOfOne = 128

/** Rounds log-odds to a few thousand levels, by candidate; infinite for decided candidates, under every fit. */
function levelled(probability: Float64Array): { level: Int32Array; logOdds: Float64Array } {
  const rounded = probability.map((one) => Math.round(logit(one) * levelsOfOne))
  const most = rounded.reduce((most, one) => (Number.isFinite(one) ? Math.max(most, Math.abs(one)) : most), 0)
  const logOdds = Float64Array.from({ length: 2 * most + 3 }, (_, at) => (at - most - 1) / levelsOfOne)
  logOdds[0] = Number.NEGATIVE_INFINITY
  logOdds[2 * most + 2] = Number.POSITIVE_INFINITY
  const level = Int32Array.from(rounded, (one) => Math.max(-most - 1, Math.min(most + 1, one)) + most + 1)
  return { level, logOdds }
}

/** Returns the expected shares over the images with a prediction, given golden images. */
function expectedShares(
  images: ScoredImages,
  top1: Int32Array,
  { probability }: LabelCertainty,
): { imageCount: number; sharesOf: (golden: readonly GoldenImage[]) => Outcomes } {
  const { offsets } = images.candidates
  const { level, logOdds } = levelled(probability)
  // For each rated image: the level of the model's first choice (probability 0 if not a candidate), and the others.
  const first: number[] = []
  const others: number[] = []
  const end: number[] = []
  const known = { right: 0, other: 0 }
  let imageCount = 0
  let unsureCount = 0
  for (let image = 0; image < top1.length; image++) {
    if (top1[image]! < 0) continue
    imageCount++
    if (images.isRated[image] === 1) {
      const choice = candidateOf(images, image, top1[image]!)
      first.push(choice < 0 ? 0 : level[choice]!)
      let isUnsure = false
      for (let at = offsets[image]!; at < offsets[image + 1]!; at++) {
        if (level[at]! > 0 && level[at]! < logOdds.length - 1) isUnsure = true
        if (at !== choice) others.push(level[at]!)
      }
      end.push(others.length)
      if (isUnsure) unsureCount++
    } else if (includesLabel(images.labels, image, top1[image]!)) known.right++
    else if (sizeOf(images.labels, image) > 0) known.other++
  }
  const sumsOf = (fit: Fit): Outcomes => {
    const ofFirst = logOdds.map((own) => chanceOf(fit, own, true))
    const ofNot = logOdds.map((own) => 1 - chanceOf(fit, own, false))
    let { right, other } = known
    let at = 0
    for (let index = 0; index < first.length; index++) {
      let none = 1
      for (; at < end[index]!; at++) none *= ofNot[others[at]!]!
      const chance = ofFirst[first[index]!]!
      right += chance
      other += (1 - chance) * (1 - none)
    }
    return { right, other }
  }
  const sharesOf = (golden: readonly GoldenImage[]): Outcomes => {
    const fit = fitOn(golden)
    const sums = sumsOf(fit)
    const error = meanError(golden, fit)
    const right = Math.min(1, Math.max(0, (sums.right + unsureCount * error.right) / imageCount))
    const other = Math.min(1 - right, Math.max(0, (sums.other + unsureCount * error.other) / imageCount))
    return { right, other }
  }
  return { imageCount, sharesOf }
}

function drawnAccuracy(random: Random, imageCount: number, { right, other }: Outcomes): number | null {
  const drawnRight = binomialDraw(random, imageCount, right)
  const ofOthers = right < 1 ? Math.min(1, other / (1 - right)) : 0
  const drawnOther = binomialDraw(random, imageCount - drawnRight, ofOthers)
  return drawnRight + drawnOther > 0 ? drawnRight / (drawnRight + drawnOther) : null
}
