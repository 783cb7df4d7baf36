import { binomialDraw } from '@/lib/numeric/binomial-draw'
import { logit } from '@/lib/numeric/logistic'
import { logisticRegression } from '@/lib/numeric/logistic-regression'
import { percentileInterval } from '@/lib/numeric/quantiles'
import { type Random, randomInt, seededRandom } from '@/lib/numeric/seeded-random'
import type { Resampling } from './kind-bootstrap'
import { candidateOf, holds, type ScoredImages, sizeOf } from './scored-images'

/** How sure the labels of a run are. Candidates are those of `ScoredImages`, by position. */
export interface LabelCertainty {
  /** Float64Array[C]: the calibrated score, 0 or 1 where it was decided. */
  probability: Float64Array
  /** The golden candidates, each with the calibrated score that a map without its fold gives. */
  golden: { candidate: Int32Array; truth: Uint8Array; probability: Float64Array }
}

export interface UncertainAccuracy {
  /** The accuracy to be expected under the true labels; null when no image would have a label. */
  share: number | null
  /** 95%, with images resampled and labels drawn. */
  interval: [low: number, high: number] | null
  /** Golden images from which was learned how sure labels are. */
  goldenImages: number
}

const level = 0.95
/** Each draw of golden images is used for several draws of images and labels: fitting and applying it takes longest. */
const mostFits = 200
/** A normal prior of deviation 3 around the calibrated score as it is. */
const ridge = 0.1
/** Calibrated scores of golden candidates beyond it count as that: one wrong one must not decide everything. */
const mostLogOdds = 14

/** How a candidate's calibrated score becomes a probability where a model's first choices are known too. */
interface Fit {
  intercept: number
  slope: number
  /** Added where the candidate is the model's first choice. */
  top1: number
}

/** Shares of images, or sums of them: the model's first choice holds, and only something else does. */
interface Outcomes {
  right: number
  other: number
}

interface GoldenImage {
  logOdds: number[]
  isTop1: boolean[]
  truth: number[]
  /** Whether the truth of all candidates is known. */
  isWhole: boolean
}

/**
 * How often a model is right under the true labels, which are known only as probabilities: its accuracy with an interval
 * over images and labels.
 *
 * A draw takes golden images with replacement and learns from them how likely candidates hold:
 * logit P(holds) = a + b · logit(calibrated score) + c · [the model's first choice], since a calibrated score is right on
 * average over all candidates, while those that a good model chooses hold more often than their score says. What these
 * chances give, as if candidates were independent, is corrected by how far it is off on the golden images drawn: often
 * exactly one of two candidates holds. So the figure is right on average even where the chances are not, as long as golden
 * images are a random sample. Then as many images as there are are drawn with replacement and their labels with them: a
 * multinomial number of images that are right, have another label only, or have none. Images that nobody rated keep the
 * labels that they have, without doubt.
 *
 * Source: the difference estimator of surveys, Särndal, Swensson & Wretman (1992), Model Assisted Survey Sampling, 6.3;
 *         percentile bootstrap, Efron & Tibshirani (1993), ch. 13. The model for labels given a first choice is ours.
 * Shapes: `top1` Int32Array[I], class indices, −1 where the model says nothing.
 * Errors: RangeError when lengths differ. Null without golden candidates, or where a probability is missing (NaN).
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
  const fits = Math.min(replicates, mostFits)
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

const bounded = (probability: number) => Math.max(-mostLogOdds, Math.min(mostLogOdds, logit(probability)))

/** The rated images that have golden candidates and a prediction. */
function goldenImages(images: ScoredImages, top1: Int32Array, { golden }: LabelCertainty): GoldenImage[] {
  const { offsets, classes } = images.candidates
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
    own.isWhole = own.truth.length === offsets[image + 1]! - offsets[image]!
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

/** How far golden images are from what a fit expects of them, in the mean. */
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

/** Log-odds are rounded to such parts of one: an exponential for each of these takes a tenth of one for each candidate. */
const levelsOfOne = 128

/**
 * Log-odds as one of a few thousand levels, by candidate; those that were decided are infinite, and stay so under every
 * fit.
 */
function levelled(probability: Float64Array): { level: Int32Array; logOdds: Float64Array } {
  const rounded = probability.map((one) => Math.round(logit(one) * levelsOfOne))
  const most = rounded.reduce((most, one) => (Number.isFinite(one) ? Math.max(most, Math.abs(one)) : most), 0)
  const logOdds = Float64Array.from({ length: 2 * most + 3 }, (_, at) => (at - most - 1) / levelsOfOne)
  logOdds[0] = Number.NEGATIVE_INFINITY
  logOdds[2 * most + 2] = Number.POSITIVE_INFINITY
  const level = Int32Array.from(rounded, (one) => Math.max(-most - 1, Math.min(most + 1, one)) + most + 1)
  return { level, logOdds }
}

/** What is to be expected of the images that a model speaks of, by golden images. */
function expectedShares(
  images: ScoredImages,
  top1: Int32Array,
  { probability }: LabelCertainty,
): { imageCount: number; sharesOf: (golden: readonly GoldenImage[]) => Outcomes } {
  const { offsets } = images.candidates
  const { level, logOdds } = levelled(probability)
  // Of each rated image: the level of the model's first choice, that of never where it is no candidate, and all other levels.
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
    } else if (holds(images.labels, image, top1[image]!)) known.right++
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
