import { AppError } from '@/lib/errors'

/** What a method has learned about those who answer. R raters, K hidden classes, A answers. */
export type RaterParameters = {
  /** Float64Array[R * K * A], row-major: P(answer | rater, hidden class); rows sum to 1. Null without such a model. */
  probability: Float64Array | null
  /** [R] one number of each rater, larger for the better; `skillMeaning` says what it is. */
  skill: Float64Array
  skillMeaning: string
  /** [R] how many golden answers entered. */
  goldenAnswerCount: Int32Array
}

/** Someone beside the raters who counts as an annotator, such as the original label. */
export type Annotator = {
  name: string
  /** The classes it is about, in words. */
  group: string
  /** What it can say, in words. */
  answers: string[]
  /** P(answer | hidden class): a row for each hidden class. */
  probability: number[][]
}

/** What every method gives for items with K hidden classes. */
export type ItemAggregation = {
  classCount: number
  /** Float64Array[items * K], row-major; rows sum to 1. A method without a model gives shares of votes. */
  posterior: Float64Array
  raters: RaterParameters
  /** [K] probability of each hidden class before any vote; null without a model. */
  prior: Float64Array | null
  /** Log of the probability of all votes, in nats; null without a model. */
  logLikelihood: number | null
  /** What EM raises, after each iteration: the log-likelihood plus the log prior density of the parameters. Never falls. */
  history: number[]
  iterations: number
  converged: boolean
  stopReason: string
}

/** Where a score lies in 95 of 100 draws. */
export type ScoreInterval = { low: Float64Array; high: Float64Array; replicates: number; seed: number }

/** What a method gives for candidates. C candidates. */
export type AggregationResult = ItemAggregation & {
  /** Float64Array[C] from 0 to 1, larger where the label more likely holds. */
  score: Float64Array
  annotators: Annotator[]
  /** Null when no bootstrap was asked for or the method has none. */
  interval: ScoreInterval | null
}

/** The data lack what the method needs. The message says what, and what to do. */
export class CannotAggregate extends AppError {
  constructor(message: string) {
    super('conflict', message)
    this.name = 'CannotAggregate'
  }
}
