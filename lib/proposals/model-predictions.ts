/** The predictions of one model, as columns in any order, with every pair of image and class at most once. */
export interface ModelPredictions {
  /** Int32Array[predictions]: dense index of the image. */
  image: Int32Array
  /** Int32Array[predictions]: dense index of the class. */
  class: Int32Array
  /** [predictions]: rank among the model's predictions of that image; the lowest is its top-1. */
  rank: Int32Array | Uint8Array
  /** Float32Array[predictions]: probability or logit, comparable within the model only. Null if not given. */
  score: Float32Array | null
}

/** Finds each image's top-1, as an index into `predictions`; −1 if there is none. Of equal ranks the lowest class. */
export function topPredictions(predictions: ModelPredictions, imageCount: number): Int32Array {
  const { image, class: classes, rank } = predictions
  const top = new Int32Array(imageCount).fill(-1)
  for (let at = 0; at < image.length; at++) {
    const best = top[image[at]!]!
    if (best < 0 || rank[at]! < rank[best]! || (rank[at] === rank[best] && classes[at]! < classes[best]!)) {
      top[image[at]!] = at
    }
  }
  return top
}

/** Throws RangeError, naming the model and row, if columns differ in length or an index is out of range. */
export function checkPredictions(
  predictions: ModelPredictions,
  model: number,
  { imageCount, classCount }: { imageCount: number; classCount: number },
) {
  const { image, class: classes, rank, score } = predictions
  const count = image.length
  if (classes.length !== count || rank.length !== count || (score !== null && score.length !== count)) {
    throw new RangeError(`The columns of model ${model} differ in length`)
  }
  for (let at = 0; at < count; at++) {
    if (image[at]! < 0 || image[at]! >= imageCount) {
      throw new RangeError(`Prediction ${at} of model ${model} is about image ${image[at]} of ${imageCount}`)
    }
    if (classes[at]! < 0 || classes[at]! >= classCount) {
      throw new RangeError(`Prediction ${at} of model ${model} names class ${classes[at]} of ${classCount}`)
    }
  }
}
