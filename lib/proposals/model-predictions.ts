/** What one model says: one entry a prediction, in any order, every pair of image and class once. */
export interface ModelPredictions {
  /** Int32Array[predictions]: dense index of the image. */
  image: Int32Array
  /** Int32Array[predictions]: dense index of the class. */
  class: Int32Array
  /** [predictions]: position among the model's predictions of that image; the lowest is its top-1. */
  rank: Int32Array | Uint8Array
  /** Float32Array[predictions]: probability or logit, compared within the model only. Null: none were given. */
  score: Float32Array | null
}

/** The model's first choice for each image, as a position in `predictions`; −1 where it says nothing. Of equal ranks the lowest class. */
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

/** RangeError unless the columns are of one length and name known images and classes; it names the model and the row. */
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
