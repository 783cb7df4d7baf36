import { type Random, randomInt, seededRandom } from '@/lib/numeric/seeded-random'
import type { ModelPredictions } from './model-predictions'

export interface SyntheticModels {
  /** Int32Array[images]: the original label; −1 if there is none, and the image then shows a random class. */
  originalClass: Int32Array
  classCount: number
  /** For each model the share of images whose top-1 is the class that the image shows. */
  accuracies: readonly number[]
  /** Predictions of a model per image. */
  top: number
  seed: number
  /** Share of original labels that are wrong: the image shows a class that is easily confused with the label. */
  wrongLabelShare?: number
  /** Share of images that also show a second class, which models often predict. */
  secondLabelShare?: number
}

export interface SyntheticPredictions {
  /** Probabilities, falling by rank from 1; ordered by image. */
  models: ModelPredictions[]
  /** Int32Array[images]: the class that each image shows. */
  shown: Int32Array
  /** Int32Array[images]: the second class that it shows, −1 if none. */
  shownToo: Int32Array
}

/** Number of classes that are easily confused with each class. */
const confusableCount = 8
/** Probability that a model uses the image's shared difficulty, so that models err together. */
const sharedDifficulty = 0.6

/**
 * Simulates models for given original labels from a seed, for tests and benchmarks.
 *
 * Each class has a few others that it is easily confused with. An image has a short list of plausible classes: what it
 * shows, perhaps a second, then confusable ones and random ones. Every model predicts classes of that list, earlier
 * ones before later ones but in an order of its own; models err on the same images more often than by chance.
 *
 * Shapes: see the types.
 * Errors: RangeError if an accuracy or share is not from 0 to 1, or there are fewer classes than `top`.
 * Cost:   O(images · models · top) time, about 0.2 µs per prediction, and 9 bytes of memory each.
 */
export function syntheticModels(input: SyntheticModels): SyntheticPredictions {
  checkSynthetic(input)
  const { originalClass, classCount, accuracies, top, seed, wrongLabelShare = 0, secondLabelShare = 0.15 } = input
  const imageCount = originalClass.length
  const random = seededRandom(seed)
  const confusable = Int32Array.from({ length: classCount * confusableCount }, () => randomInt(random, classCount))
  const mistakenFor = (classIndex: number) =>
    confusable[classIndex * confusableCount + randomInt(random, confusableCount)]!
  const models = accuracies.map(() => emptyPredictions(imageCount * top))
  const shown = new Int32Array(imageCount)
  const shownToo = new Int32Array(imageCount).fill(-1)
  const plausible = new Int32Array(Math.min(classCount, 2 * top))
  const named = new Int32Array(plausible.length)
  const keys = new Float64Array(plausible.length)

  for (let image = 0; image < imageCount; image++) {
    const original = originalClass[image]! >= 0 ? originalClass[image]! : randomInt(random, classCount)
    shown[image] = random() < wrongLabelShare ? mistakenFor(original) : original
    fillPlausible(plausible, shown[image]!, mistakenFor, classCount, random)
    if (plausible.length > 1 && random() < secondLabelShare) shownToo[image] = plausible[1]!
    const difficulty = random()
    for (let model = 0; model < models.length; model++) {
      const own = random() < sharedDifficulty ? difficulty : random()
      const isRight = own < accuracies[model]!
      fillNamed(named, keys, plausible, isRight, random)
      writeImage(models[model]!, image, named, top, isRight ? 0.5 + random() / 2 : 0.4 + random() / 3)
    }
  }
  return { models, shown, shownToo }
}

function emptyPredictions(count: number) {
  const columns = { image: new Int32Array(count), class: new Int32Array(count), rank: new Uint8Array(count) }
  return { ...columns, score: new Float32Array(count) }
}

/** Fills in the class that the image shows, then different classes, alternately confusable and random. */
function fillPlausible(
  plausible: Int32Array,
  shown: number,
  mistakenFor: (classIndex: number) => number,
  classCount: number,
  random: Random,
) {
  plausible[0] = shown
  for (let index = 1; index < plausible.length; index++) {
    let drawn = index % 2 === 1 ? mistakenFor(shown) : randomInt(random, classCount)
    while (plausible.indexOf(drawn) >= 0 && plausible.indexOf(drawn) < index) drawn = randomInt(random, classCount)
    plausible[index] = drawn
  }
}

/** Orders the plausible classes for one model by randomly perturbed keys; if `isRight`, the first stays first. */
function fillNamed(named: Int32Array, keys: Float64Array, plausible: Int32Array, isRight: boolean, random: Random) {
  const spread = plausible.length
  for (let next = 0; next < plausible.length; next++) {
    const key = next === 0 && isRight ? -1 : next / 2 + spread * random()
    let index = next
    for (; index > 0 && keys[index - 1]! > key; index--) {
      keys[index] = keys[index - 1]!
      named[index] = named[index - 1]!
    }
    keys[index] = key
    named[index] = plausible[next]!
  }
  if (isRight || named.length < 2 || named[0] !== plausible[0]) return
  named[0] = named[1]!
  named[1] = plausible[0]!
}

/** The first gets `first` of the probability, each next three fifths of the rest. */
function writeImage(
  { image: images, class: classes, rank: ranks, score: scores }: ReturnType<typeof emptyPredictions>,
  image: number,
  named: Int32Array,
  top: number,
  first: number,
) {
  let left = 1
  for (let index = 0; index < top; index++) {
    const at = image * top + index
    images[at] = image
    classes[at] = named[index]!
    ranks[at] = index + 1
    scores[at] = index === 0 ? first : left * 0.6
    left -= scores[at]
  }
}

function checkSynthetic({ classCount, accuracies, top, wrongLabelShare = 0, secondLabelShare = 0 }: SyntheticModels) {
  for (const share of [...accuracies, wrongLabelShare, secondLabelShare]) {
    if (!(share >= 0 && share <= 1)) throw new RangeError(`A share is from 0 to 1, not ${share}`)
  }
  if (!Number.isInteger(top) || top < 1 || top > Math.min(classCount, 250)) {
    throw new RangeError(`A model names from 1 to ${Math.min(classCount, 250)} classes an image, not ${top}`)
  }
}
