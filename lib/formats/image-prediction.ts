export type PredictionScoreKind = 'probability' | 'logit'

/** What a file of predictions may speak of. */
export interface PredictionScope {
  /** Position by file name. */
  positionOf: ReadonlyMap<string, number>
  classIndices: ReadonlySet<number>
}

export interface ImagePrediction {
  /** Position of the image. */
  image: number
  /** Class indices, the most confident first. */
  classes: readonly number[]
  /** One for each class; null when the file has ranks alone. */
  scores: readonly number[] | null
}

export interface Predictions {
  /** What the scores are; null when the file has ranks alone. */
  scoreKind: PredictionScoreKind | null
  /** Each image once, in the order of the file. What is wrong with the file is thrown when it is met. */
  images: Iterable<ImagePrediction> | AsyncIterable<ImagePrediction>
}
