import type { LabelSets } from './close-labels'

/** The images of a run as needed to evaluate models. Classes are class indices. */
export interface ScoredImages {
  /** Int32Array[I]: the original label, −1 if there is none. */
  original: Int32Array
  labels: LabelSets
  /** The label sets including what decisions about class pairs add; null without decisions. */
  closed: LabelSets | null
  /** Uint8Array[I]: 1 if a candidate has a vote. An unrated image keeps its labels at any threshold. */
  isRated: Uint8Array
  /** Rising; `candidates.reached` counts them. */
  thresholds: Float64Array
  /** Those of image i are at offsets[i] up to offsets[i + 1]. */
  candidates: {
    offsets: Int32Array
    classes: Int32Array
    /** How many of the thresholds are at or below the candidate's score. */
    reached: Int32Array
  }
  /** Those of candidate c are at offsets[c] up to offsets[c + 1], by rising rater, each rater once. */
  votes: {
    offsets: Int32Array
    raters: Int32Array
    /** 0 no, 1 maybe, 2 yes. */
    answers: Uint8Array
  }
}

export function includesLabel({ offsets, classes }: LabelSets, image: number, index: number): boolean {
  for (let at = offsets[image]!; at < offsets[image + 1]!; at++) if (classes[at] === index) return true
  return false
}

export const sizeOf = ({ offsets }: LabelSets, image: number): number => offsets[image + 1]! - offsets[image]!

/** Returns the candidate of a class, or −1. */
export function candidateOf({ candidates }: ScoredImages, image: number, index: number): number {
  for (let at = candidates.offsets[image]!; at < candidates.offsets[image + 1]!; at++) {
    if (candidates.classes[at] === index) return at
  }
  return -1
}
