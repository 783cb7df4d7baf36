import { AppError } from '@/lib/errors'

/** What a method estimates about raters. R raters, K hidden classes, A answers. */
export type RaterParameters = {
  /** Float64Array[R * K * A], row-major: P(answer | rater, hidden class); rows sum to 1. Null without such a model. */
  probability: Float64Array | null
  /** [R] one number per rater, larger is better; `skillMeaning` explains it. */
  skill: Float64Array
  skillMeaning: string
  /** [R] number of golden answers used. */
  goldenAnswerCount: Int32Array
}

/** An annotator that is not a rater, such as the original label. */
export type Annotator = {
  name: string
  /** Display name of the classes the row is about. */
  group: string
  /** Display names of its possible answers. */
  answers: string[]
  /** P(answer | hidden class), one row per hidden class. */
  probability: number[][]
}

/** The result of any method on items with K hidden classes. */
export type ItemAggregation = {
  classCount: number
  /** Float64Array[items * K], row-major; rows sum to 1. Vote shares if the method has no model. */
  posterior: Float64Array
  raters: RaterParameters
  /** [K] probability of each hidden class before any vote; null without a model. */
  prior: Float64Array | null
  /** Log of the probability of all votes, in nats; null without a model. */
  logLikelihood: number | null
  /** EM's objective after each iteration: log-likelihood plus log prior density of the parameters. Never falls. */
  history: number[]
  iterations: number
  converged: boolean
  stopReason: string
}

/** 95% bootstrap interval of each score. */
export type ScoreInterval = { low: Float64Array; high: Float64Array; replicates: number; seed: number }

/** The result of any method on C candidates. */
export type AggregationResult = ItemAggregation & {
  /** Float64Array[C] from 0 to 1, larger if the label is more likely to hold. */
  score: Float64Array
  annotators: Annotator[]
  /** Null if no bootstrap was requested or the method has none. */
  interval: ScoreInterval | null
}

/** Thrown when the data lack what the method needs. The message says what is missing and how to fix it. */
export class CannotAggregate extends AppError {
  constructor(message: string) {
    super('conflict', message)
    this.name = 'CannotAggregate'
  }
}

/** Returns null if a method cannot aggregate the data. */
export function nullIfCannot<Made>(make: () => Made): Made | null {
  try {
    return make()
  } catch (error) {
    if (error instanceof CannotAggregate) return null
    throw error
  }
}
