import type { VoteTable } from './vote-table'

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
