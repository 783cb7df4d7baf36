import { AppError } from '@/lib/errors'

/** P(answer | truth) of one annotator: [no, maybe, yes] where the label does not hold, then where it does. */
export type AnswerMatrix = { negative: number[]; positive: number[] }

export type RaterParameters = {
  /** Float64Array[raters * 2 * 3], row-major: rater, truth (0 does not hold, 1 holds), answer. Rows sum to 1. */
  probability: Float64Array
  /** [raters] how many golden answers the matrix comes from; 0 for a rater that got the mean of the others. */
  goldenAnswerCount: Int32Array
  /** The original label as one more annotator, if it counted as one. */
  originalLabel: AnswerMatrix | null
}

export type AggregationResult = {
  /** Float64Array[C] from 0 to 1, larger where the label more likely holds. */
  score: Float64Array
  /** Float64Array[C * 2], row-major: does not hold, holds. Rows sum to 1. Null when the method has no such model. */
  posterior: Float64Array | null
  raterParameters: RaterParameters | null
  /** Sum over candidates of the log of the probability of their votes, in nats; null without a model. */
  logLikelihood: number | null
  /** Probability of a label to hold before any vote; null without a model. */
  prior: number | null
  iterations: number
  converged: boolean
  stopReason: string
}

/** Told about every 65,536 candidates; ends the run by throwing. */
export type OnProgress = (done: number, total: number) => void

/** The data lack what the method needs. The message says what, and what to do. */
export class CannotAggregate extends AppError {
  constructor(message: string) {
    super('conflict', message)
    this.name = 'CannotAggregate'
  }
}

const candidatesBetweenReports = 65_536

/** Calls `visit` for every candidate and `onProgress` now and then, at the end for certain. */
export function forEachCandidate(candidateCount: number, visit: (candidate: number) => void, onProgress?: OnProgress) {
  for (let from = 0; from < candidateCount; from += candidatesBetweenReports) {
    const to = Math.min(candidateCount, from + candidatesBetweenReports)
    for (let candidate = from; candidate < to; candidate++) visit(candidate)
    onProgress?.(to, candidateCount)
  }
}
