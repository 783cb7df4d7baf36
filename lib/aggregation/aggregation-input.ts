import type { AdjudicatedAnswers } from './labels'
import type { VoteTable } from './vote-table'

/** Answers whose purpose is to know the truth and the raters; one entry of each column an answer. Never votes. */
export type GoldenAnswers = {
  /** Of an expert: a number of its own for each expert. Of a rater: the rater index of the vote table. */
  person: Int32Array
  candidate: Int32Array
  /** 0 no, 1 maybe, 2 yes. */
  answer: Uint8Array
  /** 1 for an expert's answer, which tells what is true; 0 for a rater's, which tells how the rater errs. */
  isExpert: Uint8Array
}

/** All that a method may look at. C candidates. */
export type AggregationInput = {
  votes: VoteTable
  goldenAnswers: GoldenAnswers
  /** [C] position of the candidate's image. */
  candidateImage: Int32Array
  /** [C] class index of the candidate. */
  candidateClass: Int32Array
  /** [C] 1 where the candidate's class is the original label of its image. */
  candidateIsOriginal: Uint8Array
  /** Groups of classes that are alike, such as branches of the hierarchy; left out when none are known. */
  groups?:
    | {
        /** [C] position of the candidate's group in `names`. */
        candidateGroup: Int32Array
        names: readonly string[]
      }
    | undefined
  /** Models whose predictions are known. isTop1 [C]: 1 where the candidate is the model's first choice for its image. */
  models?: readonly { name: string; isTop1: Uint8Array }[]
  /**
   * [C] 1 for candidates of golden images that an admin chose; left out when none is. Experts' answers about them are as true
   * as others, but they are no random sample: nothing is estimated from them about all candidates.
   */
  isChosen?: Uint8Array | undefined
  /** What experts judged after the votes were in. No method sees it: it is laid over what a method gives. */
  adjudicated?: AdjudicatedAnswers | undefined
}

/** RangeError when columns that belong together differ in length or a golden answer points nowhere. */
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
