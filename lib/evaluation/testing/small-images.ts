import type { LabelSets } from '../close-labels'
import type { ScoredImages } from '../scored-images'

export interface SmallImage {
  original?: number
  labels: number[]
  /** Class indices including what class decisions add. */
  closed?: number[]
  /** Score of each candidate, and answers by rater. */
  candidates?: { index: number; score: number; votes?: Record<number, 0 | 1 | 2> }[]
}

const offsetsOf = (sizes: number[]) => {
  const offsets = new Int32Array(sizes.length + 1)
  for (const [index, size] of sizes.entries()) offsets[index + 1] = offsets[index]! + size
  return offsets
}

const setsOf = (sets: number[][]): LabelSets => ({
  offsets: offsetsOf(sets.map((set) => set.length)),
  classes: Int32Array.from(sets.flat()),
})

/** Builds scored images from literals; an image with candidates is rated. */
export function smallImages(images: SmallImage[], thresholds: number[] = [0.5]): ScoredImages {
  const candidates = images.map((image) => image.candidates ?? [])
  const flat = candidates.flat()
  const votes = flat.map((candidate) => Object.entries(candidate.votes ?? {}))
  return {
    original: Int32Array.from(images, (image) => image.original ?? -1),
    labels: setsOf(images.map((image) => image.labels)),
    closed: images.some((image) => image.closed) ? setsOf(images.map((image) => image.closed ?? image.labels)) : null,
    isRated: Uint8Array.from(candidates, (own) => (own.length > 0 ? 1 : 0)),
    thresholds: Float64Array.from(thresholds),
    candidates: {
      offsets: offsetsOf(candidates.map((own) => own.length)),
      classes: Int32Array.from(flat, (candidate) => candidate.index),
      reached: Int32Array.from(flat, ({ score }) => thresholds.filter((threshold) => threshold <= score).length),
    },
    votes: {
      offsets: offsetsOf(votes.map((own) => own.length)),
      raters: Int32Array.from(votes.flat(), ([rater]) => Number(rater)),
      answers: Uint8Array.from(votes.flat(), ([, answer]) => answer),
    },
  }
}
