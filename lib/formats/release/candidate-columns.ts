import type { Blocks, ReleaseCandidate } from '../release-rows'

/** Candidates in the order of the release, column by column: a million of them as objects would fill the memory. */
export interface CandidateColumns {
  count: number
  /** [count] place of the image. */
  image: Int32Array
  /** [count] */
  classIndex: Int32Array
  isOriginal: Uint8Array
  isKept: Uint8Array
  /** [count] NaN where the run did not see it. */
  score: Float64Array
  low: Float64Array
  high: Float64Array
  models: readonly (readonly string[])[]
  /** Places of the candidates of one image, rising. */
  ofImage: (image: number) => Int32Array
}

const numberOr = (value: number | null) => value ?? Number.NaN

export async function candidateColumns(blocks: Blocks<ReleaseCandidate>): Promise<CandidateColumns> {
  const image: number[] = []
  const classIndex: number[] = []
  const isOriginal: number[] = []
  const isKept: number[] = []
  const score: number[] = []
  const low: number[] = []
  const high: number[] = []
  const models: (readonly string[])[] = []
  // Most candidates come from one of few sets of models, so that each set is kept once.
  const sets = new Map<string, readonly string[]>()
  for await (const block of blocks) {
    for (const candidate of block) {
      image.push(candidate.image)
      classIndex.push(candidate.classIndex)
      isOriginal.push(candidate.isOriginal ? 1 : 0)
      isKept.push(candidate.isKept ? 1 : 0)
      score.push(numberOr(candidate.score))
      low.push(numberOr(candidate.low))
      high.push(numberOr(candidate.high))
      const key = candidate.models.join('\0')
      const known = sets.get(key)
      if (!known) sets.set(key, candidate.models)
      models.push(known ?? candidate.models)
    }
  }
  const images = Int32Array.from(image)
  return {
    count: images.length,
    image: images,
    classIndex: Int32Array.from(classIndex),
    isOriginal: Uint8Array.from(isOriginal),
    isKept: Uint8Array.from(isKept),
    score: Float64Array.from(score),
    low: Float64Array.from(low),
    high: Float64Array.from(high),
    models,
    ofImage: placesByImage(images),
  }
}

/** Candidates need not stand by image in the files they came from. */
function placesByImage(image: Int32Array): (image: number) => Int32Array {
  const start: number[] = [0]
  for (const one of image) {
    while (start.length <= one + 1) start.push(0)
    start[one + 1]++
  }
  for (let one = 1; one < start.length; one++) start[one] += start[one - 1]
  const next = start.slice()
  const places = new Int32Array(image.length)
  for (let place = 0; place < image.length; place++) places[next[image[place]]++] = place
  return (one) => (one + 1 < start.length ? places.subarray(start[one], start[one + 1]) : places.subarray(0, 0))
}
