import type { LabelSets } from './close-labels'

/** What the images of a run are, as far as models are measured by it. Classes are class indices. */
export interface ScoredImages {
  /** Int32Array[I]: the original label, −1 where there is none. */
  original: Int32Array
  /** The label sets of the run. */
  labels: LabelSets
  /** The label sets with what decisions about pairs of classes add; null without decisions. */
  closed: LabelSets | null
  /** Uint8Array[I]: 1 where at least one candidate has a vote. An unrated image keeps its original label at any threshold. */
  isRated: Uint8Array
  /** Rising; the label sets are also known at each of these. */
  thresholds: Float64Array
  /** Those of image i lie from offsets[i] up to offsets[i + 1]. */
  candidates: {
    offsets: Int32Array
    classes: Int32Array
    /** How many of the thresholds are at or below the candidate's score. */
    reached: Int32Array
  }
  /** Those of candidate c lie from offsets[c] up to offsets[c + 1], by rising rater, who is there once. */
  votes: {
    offsets: Int32Array
    raters: Int32Array
    /** 0 no, 1 maybe, 2 yes. */
    answers: Uint8Array
  }
}

/** Whether a class is in the label set of an image. */
export function holds({ offsets, classes }: LabelSets, image: number, index: number): boolean {
  for (let at = offsets[image]!; at < offsets[image + 1]!; at++) if (classes[at] === index) return true
  return false
}

/** How many labels an image has. */
export const sizeOf = ({ offsets }: LabelSets, image: number): number => offsets[image + 1]! - offsets[image]!

/** The candidate of a class, or −1. */
export function candidateOf({ candidates }: ScoredImages, image: number, index: number): number {
  for (let at = candidates.offsets[image]!; at < candidates.offsets[image + 1]!; at++) {
    if (candidates.classes[at] === index) return at
  }
  return -1
}
