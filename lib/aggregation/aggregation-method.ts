import { AppError } from '@/lib/errors'
import type { RunContext } from './run-context'
import type { VoteTable } from './vote-table'

/** A method that turns votes into scores, with everything that users and forms need to know about it. */
export type AggregationMethod<Parameters extends object> = {
  name: string
  title: string
  /** Two sentences that help a user choose. */
  describe: string
  source: string
  defaults: Parameters
  /** Default threshold: labels with this score or a higher one are kept. */
  threshold: number
  /** Named sets of parameters, each with its threshold. */
  presets: Record<string, { parameters: Parameters; threshold: number }>
  /** Whether golden answers change the scores. If so, golden candidates must be scored without their own answers. */
  usesGolden(parameters: Parameters): boolean
  /** A sentence that explains why the data are insufficient, or null. */
  cannotRun(input: AggregationInput): string | null
  run(input: AggregationInput, parameters: Parameters, context: RunContext): AggregationResult
  /** Aggregates a file of votes whose answers are the classes; omitted if the method cannot. */
  ofFile?: FileAggregation
}

export type FileAggregation = {
  /** Whether the method needs golden labels, which it holds fixed; all other methods take none. */
  needsGolden?: boolean
  /** Whether the result has a labels × labels matrix for each worker. */
  hasMatrices?: boolean
  /** Rows for each label, if more than one. */
  kinds?: number
  /** Runs with the method's defaults. `fixedClass` [items] is −1 if unknown; `seed` is for random methods. */
  run(votes: VoteTable, given: { fixedClass: Int8Array | null; seed: number }, context: RunContext): ItemAggregation
}

/** What most methods share: no golden answers, no preconditions and no presets. */
export const methodDefaults = {
  threshold: 0.5,
  presets: {},
  usesGolden: () => false,
  cannotRun: () => null,
} as const

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

/** What a method estimates about classes. A answers, W values of the evidence, B numbers of candidates per image. */
export type ClassParameters = {
  /** Sources of evidence, each with the values of the evidence in which it says yes. */
  sources: { name: string; yes: number[] }[]
  /** [2][B] P(number of candidates of the image | hidden class), from 0; the last counts larger numbers too. */
  candidateCounts: number[][]
  classes: {
    classIndex: number
    /** P(holds | class), before votes and evidence. */
    share: number
    /** [2][A] by which the class multiplies P(answer | rater, hidden class), before it is normalised. */
    factors: number[][]
    /** [2][W] P(evidence | class, hidden class). */
    evidence: number[][]
  }[]
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
  /** Omitted by methods that estimate nothing about classes. */
  classParameters?: ClassParameters
  /** Uint8Array[C]: evidence about the candidate, numbered as in `classParameters`. */
  evidence?: Uint8Array
  /** Int8Array[C]: the truth at which the method fixed the candidate, −1 if it did not. */
  fixedClass?: Int8Array
}

/** Thrown when the data do not have what the method needs. The message says what is missing and how to fix it. */
export class CannotAggregate extends AppError {
  constructor(message: string) {
    super('conflict', message)
    this.name = 'CannotAggregate'
  }
}

/** Returns null if a method cannot aggregate the data. */
export function nullIfImpossible<Made>(make: () => Made): Made | null {
  try {
    return make()
  } catch (error) {
    if (error instanceof CannotAggregate) return null
    throw error
  }
}

/** Answers that establish truth or calibrate raters, in columns with one entry per answer. They are never votes. */
export type GoldenAnswers = {
  /** For an expert's answer, an id unique to the expert; for a rater's, the rater index of the vote table. */
  person: Int32Array
  candidate: Int32Array
  /** 0 no, 1 maybe, 2 yes. */
  answer: Uint8Array
  /** 1 for an expert's answer, which establishes truth; 0 for a rater's, which calibrates that rater. */
  isExpert: Uint8Array
}

/** The latest expert decision on each candidate, in columns with one entry per candidate. */
export type AdjudicatedAnswers = {
  candidate: Int32Array
  /** 0 no, 1 maybe, 2 yes. */
  answer: Uint8Array
  /** 1 for labels set by hand; omitted if there are none. Does not affect scores. */
  isByHand?: Uint8Array
}

/** Everything a method may use. C candidates. */
export type AggregationInput = {
  votes: VoteTable
  goldenAnswers: GoldenAnswers
  /** [C] index of the candidate's image. */
  candidateImage: Int32Array
  /** [C] class index of the candidate. */
  candidateClass: Int32Array
  /** [C] 1 if the candidate's class is the original label of its image. */
  candidateIsOriginal: Uint8Array
  /** Groups of similar classes, such as branches of the hierarchy; omitted if none are known. */
  groups?:
    | {
        /** [C] index of the candidate's group in `names`. */
        candidateGroup: Int32Array
        names: readonly string[]
      }
    | undefined
  /** Models with known predictions. isTop1 [C]: 1 if the candidate is the model's first choice for its image. */
  models?: readonly { name: string; isTop1: Uint8Array }[]
  /**
   * [C] 1 for candidates of golden images chosen by an admin; omitted if there are none. Experts' answers about them
   * are valid, but they are not a random sample, so no estimate for all candidates uses them.
   */
  isChosen?: Uint8Array | undefined
  /** What experts decided after the votes were in. Hidden from methods and applied to their results. */
  adjudicated?: AdjudicatedAnswers | undefined
}

/** Throws RangeError if columns that belong together differ in length or a golden answer is out of range. */
export function checkInput(input: AggregationInput) {
  const { votes, goldenAnswers, candidateImage, candidateClass, candidateIsOriginal } = input
  for (const [name, column] of Object.entries({ candidateImage, candidateClass, candidateIsOriginal })) {
    if (column.length !== votes.itemCount) {
      throw new RangeError(`${name} has ${column.length} entries for ${votes.itemCount} candidates`)
    }
  }
  if (input.groups && input.groups.candidateGroup.length !== votes.itemCount) {
    throw new RangeError(`${input.groups.candidateGroup.length} groups for ${votes.itemCount} candidates`)
  }
  for (const { name, isTop1 } of input.models ?? []) {
    if (isTop1.length === votes.itemCount) continue
    throw new RangeError(`The model ${name} has ${isTop1.length} entries for ${votes.itemCount} candidates`)
  }
  const { person, candidate, answer, isExpert } = goldenAnswers
  const lengths = new Set([person.length, candidate.length, answer.length, isExpert.length])
  if (lengths.size > 1) throw new RangeError(`Columns of golden answers differ in length: ${[...lengths].join(', ')}`)
  for (let index = 0; index < person.length; index++) {
    const isKnown = person[index]! >= 0 && (isExpert[index] === 1 || person[index]! < votes.raterCount)
    if (!isKnown || candidate[index]! < 0 || candidate[index]! >= votes.itemCount || answer[index]! > 2) {
      throw new RangeError(`Golden answer ${index}: no such person, candidate or answer`)
    }
  }
}
