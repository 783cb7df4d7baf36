import type { ClassLookup } from '@/lib/formats/classes/class-lookup'

export type PredictionScoreKind = 'probability' | 'logit'

/** What a file of predictions may speak of. */
export interface PredictionScope {
  /** Position by file name. */
  positionOf: ReadonlyMap<string, number>
  classes: ClassLookup
  /** Whether the file may leave images out; otherwise each must be there. */
  isPartial?: boolean
  /** By position, 1 for images that the model has predictions of already: the file must leave these out. */
  taken?: Uint8Array
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

/** What is wrong with a score, or null: probabilities lie in [0, 1], and a database keeps neither NaN nor infinities. */
export function scoreError(score: unknown, kind: PredictionScoreKind): string | null {
  const isNumber = typeof score === 'number' && Math.abs(score) <= 3e38
  if (kind === 'logit') return isNumber ? null : 'a finite number'
  return isNumber && score >= 0 && score <= 1 ? null : 'a number from 0 to 1'
}
