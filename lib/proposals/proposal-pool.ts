import { checkPredictions, type ModelPredictions, topPredictions } from './model-predictions'
import { mostConfident } from './most-confident'
import type { WorkHooks } from './work-hooks'

/** A bit mask of models is a non-negative 32-bit integer. */
export const maxPooledModels = 30

export interface PoolInput {
  imageCount: number
  classCount: number
  models: ModelPredictions[]
  /** Int32Array[images]: the class of the original label, −1 if there is none. */
  originalClass: Int32Array
  /** Mean number of pairs that a model proposes per image. 0: its top-1 alone. */
  budgetPerImage: number
}

export interface ProposalPool {
  imageCount: number
  modelCount: number
  /** Int32Array[pairs]: by image, then class, every pair once. */
  pairImage: Int32Array
  pairClass: Int32Array
  /** Int32Array[pairs]: bit m is set if model m proposes the pair; 0 for an original label that no model proposes. */
  pairModels: Int32Array
  /** Uint8Array[pairs]: 1 for the original label. */
  isOriginal: Uint8Array
  /** Int32Array[images + 1]: pairs of an image are those from its entry up to the next. */
  pairStart: Int32Array
  /** Int32Array[images]: bit m is set if the top-1 of model m is the original label. */
  agreeing: Int32Array
}

/**
 * Collects the pairs of image and class that models propose: each model's top-1 of every image and its most confident
 * predictions over all images and classes, up to budgetPerImage · images pairs including the top-1s. The original label
 * of an image is always a pair.
 *
 * Source: Beyer et al. (2020), arXiv 2006.07159, section 3.1; the order of ties is ours (`mostConfident`).
 * Shapes: see the types. An image without prediction and original label has no pair.
 * Errors: RangeError for more than 30 models, a budget that is negative or NaN, columns of different length, or an
 *         image or class out of range.
 * Cost:   O(predictions + models · images + pairs) time; 4 to 13 bytes per prediction in addition to the input.
 *         Deterministic and independent of the order of predictions.
 */
export function poolProposals(input: PoolInput, { onProgress, signal }: WorkHooks = {}): ProposalPool {
  checkPool(input)
  const { imageCount, classCount, models, originalClass, budgetPerImage } = input
  // Products such as 2.3 · 100 fall just short of the intended integer.
  const budget = Math.floor(budgetPerImage * imageCount + 1e-6)
  const agreeing = new Int32Array(imageCount)
  const entryStart = new Int32Array(imageCount + 1)
  const chosen = models.map((predictions, model) => {
    signal?.throwIfAborted()
    onProgress?.(model, models.length)
    checkPredictions(predictions, model, input)
    const top = topPredictions(predictions, imageCount)
    for (let image = 0; image < imageCount; image++) {
      if (top[image]! >= 0 && predictions.class[top[image]!] === originalClass[image]) agreeing[image]! |= 1 << model
    }
    const positions = mostConfident(predictions, top, budget)
    for (const at of positions) entryStart[predictions.image[at]! + 1]!++
    return positions
  })
  for (let image = 0; image < imageCount; image++) entryStart[image + 1]! += entryStart[image]!
  signal?.throwIfAborted()
  const entries = entriesByImage(models, chosen, entryStart)
  const merged = mergedPairs(entries, entryStart, originalClass, classCount)
  onProgress?.(models.length, models.length)
  return { imageCount, modelCount: models.length, ...merged, agreeing }
}

interface Entries {
  class: Int32Array
  model: Uint8Array
}

/** Groups the models' proposals by image. */
function entriesByImage(
  models: readonly ModelPredictions[],
  chosen: readonly Int32Array[],
  entryStart: Int32Array,
): Entries {
  const next = entryStart.slice()
  const entryCount = entryStart[entryStart.length - 1]!
  const entries = { class: new Int32Array(entryCount), model: new Uint8Array(entryCount) }
  for (let model = 0; model < models.length; model++) {
    const { image, class: classes } = models[model]!
    for (const at of chosen[model]!) {
      const index = next[image[at]!]!++
      entries.class[index] = classes[at]!
      entries.model[index] = model
    }
  }
  return entries
}

/** Merges proposals into one pair per class of an image, with the models that propose it. */
function mergedPairs(entries: Entries, entryStart: Int32Array, originalClass: Int32Array, classCount: number) {
  const imageCount = originalClass.length
  const maxPairs = entries.class.length + imageCount
  const pairImage = new Int32Array(maxPairs)
  const pairClass = new Int32Array(maxPairs)
  const pairModels = new Int32Array(maxPairs)
  const isOriginal = new Uint8Array(maxPairs)
  const pairStart = new Int32Array(imageCount + 1)
  const modelsOf = new Int32Array(classCount)
  const seenAt = new Int32Array(classCount).fill(-1)
  let pairCount = 0
  for (let image = 0; image < imageCount; image++) {
    const first = pairCount
    const see = (classIndex: number) => {
      if (seenAt[classIndex] === image) return
      seenAt[classIndex] = image
      modelsOf[classIndex] = 0
      pairClass[pairCount++] = classIndex
    }
    for (let at = entryStart[image]!; at < entryStart[image + 1]!; at++) {
      see(entries.class[at]!)
      modelsOf[entries.class[at]!]! |= 1 << entries.model[at]!
    }
    if (originalClass[image]! >= 0) see(originalClass[image]!)
    pairClass.subarray(first, pairCount).sort()
    for (let pair = first; pair < pairCount; pair++) {
      pairImage[pair] = image
      pairModels[pair] = modelsOf[pairClass[pair]!]!
      isOriginal[pair] = pairClass[pair] === originalClass[image] ? 1 : 0
    }
    pairStart[image + 1] = pairCount
  }
  return {
    pairImage: pairImage.slice(0, pairCount),
    pairClass: pairClass.slice(0, pairCount),
    pairModels: pairModels.slice(0, pairCount),
    isOriginal: isOriginal.slice(0, pairCount),
    pairStart,
  }
}

function checkPool({ imageCount, classCount, models, originalClass, budgetPerImage }: PoolInput) {
  if (models.length > maxPooledModels) {
    throw new RangeError(`At most ${maxPooledModels} models are pooled at once, not ${models.length}`)
  }
  if (!(budgetPerImage >= 0 && budgetPerImage < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`A budget is a number from 0 on, not ${budgetPerImage}`)
  }
  if (originalClass.length !== imageCount) {
    throw new RangeError(`There are ${originalClass.length} original labels for ${imageCount} images`)
  }
  for (let image = 0; image < imageCount; image++) {
    if (originalClass[image]! >= classCount) {
      throw new RangeError(`The original label of image ${image} is class ${originalClass[image]} of ${classCount}`)
    }
  }
}
