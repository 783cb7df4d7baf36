import { type Random, randomInt, seededRandom } from '@/lib/numeric/seeded-random'
import type { ModelPredictions } from './model-predictions'

export interface SyntheticModels {
  /** Int32Array[images]: the original label; −1 where there is none, and the image then shows a class drawn at random. */
  originalClass: Int32Array
  classCount: number
  /** Of each model: the share of images whose top-1 is what the image shows. */
  accuracies: readonly number[]
  /** Predictions a model gives for each image. */
  top: number
  seed: number
  /** This share of original labels is wrong: the image shows a class that is easily mistaken for it. */
  wrongLabelShare?: number
  /** This share of images shows a second class too, which models often name. */
  secondLabelShare?: number
}

export interface SyntheticPredictions {
  /** Probabilities, falling by rank from 1; by image. */
  models: ModelPredictions[]
  /** Int32Array[images]: what the image shows. */
  shown: Int32Array
  /** Int32Array[images]: what it shows beside, −1 where nothing. */
  shownToo: Int32Array
}

/** So many classes are easily mistaken for each class. */
const confusableCount = 8
/** Models draw on one and the same difficulty of an image with this probability, so that they err together. */
const sharedDifficulty = 0.6

/**
 * Predictions of made-up models around given original labels, all following from the seed, for tests and measurements.
 *
 * Each class has a few others that it is easily mistaken for. An image has a short list of plausible classes: what it
 * shows, perhaps a second, then such confusable ones and random ones. Every model names classes of that list, earlier ones
 * rather than later ones but in an order of its own; models err on the same images more often than chance would have it.
 *
 * Shapes: see the types.
 * Errors: RangeError when an accuracy or share is not from 0 to 1, or there are fewer classes than `top`.
 * Cost:   O(images · models · top) time, about 0.2 µs a prediction, and 9 bytes of memory each.
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

/** What the image shows first, then different classes, every other one easily mistaken for it. */
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

/** The plausible classes in the order of one model, by keys that chance moves about; the first is right or wrong as told. */
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

/** The first takes `first` of the probability, each next three fifths of what is left. */
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
