import type { AggregationInput } from './aggregation-input'
import { startWeights } from './dawid-skene'
import type { Evidence } from './evidence'
import type { GoldenEvidence } from './golden-truth'
import { raterCalibration } from './rater-calibration'
import { type ReassessMemory, sumOffsets } from './reassess-pass'
import { itemBlocks, sharedFloats, sharedInts } from './run-context'

const largestBin = 20
export const binCount = largestBin + 1
/** With fewer golden answers to candidates of either kind a start from them could be a start from chance. */
const leastGoldenAnswers = 10

export type Classes = {
  /** Int32Array[C], shared: position of the candidate's class. */
  itemClass: Int32Array
  count: number
  /** [N] position of the class's group in `groupNames`. */
  groupOfClass: Int32Array
  groupNames: readonly string[]
}

export function classesOf({ votes, candidateClass, groups }: AggregationInput): Classes {
  const itemClass = sharedInts(votes.itemCount)
  const positions = new Map<number, number>()
  const groupOf: number[] = []
  for (let item = 0; item < itemClass.length; item++) {
    let index = positions.get(candidateClass[item]!)
    if (index === undefined) {
      index = positions.size
      positions.set(candidateClass[item]!, index)
      groupOf.push(groups ? groups.candidateGroup[item]! : 0)
    }
    itemClass[item] = index
  }
  const groupNames = groups?.names ?? ['All classes']
  return { itemClass, count: positions.size, groupOfClass: Int32Array.from(groupOf), groupNames }
}

export function memoryOf(input: AggregationInput, said: Evidence, classes: Classes, golden: GoldenEvidence | null) {
  const { itemCount, raterCount, answerCount, itemStart, code } = input.votes
  const probability = sharedFloats(raterCount * answerCount * 2)
  const start = startWeights(answerCount, 2)
  for (let rater = 0; rater < raterCount; rater++) probability.set(start, rater * start.length)
  const parts = {
    prior: sharedFloats(classes.count * 2).fill(0.5),
    probability,
    classFactor: sharedFloats(classes.count * answerCount * 2).fill(1),
    evidence: sharedFloats(classes.count * said.count * 2).fill(1 / said.count),
    bin: sharedFloats((largestBin + 1) * 2).fill(1),
  }
  const sumsPerBlock = sumOffsets(parts).length
  const { itemsPerBlock, blockCount } = itemBlocks(itemCount, sumsPerBlock)
  const memory: ReassessMemory = {
    ...parts,
    itemCount,
    answerCount,
    cellCount: raterCount * answerCount,
    evidenceCount: said.count,
    itemsPerBlock,
    itemStart,
    code,
    itemClass: classes.itemClass,
    itemEvidence: said.code,
    itemBin: candidateBins(input),
    fixedClass: golden?.fixedClass ?? null,
    isStart: sharedInts(1).fill(1),
    sums: sharedFloats(blockCount * sumsPerBlock),
    sumsPerBlock,
    posterior: null,
  }
  return { memory, blockCount }
}

/** How many candidates the image of each has, twenty and more as one. */
function candidateBins({ candidateImage }: AggregationInput): Uint8Array {
  let imageCount = 0
  for (const image of candidateImage) imageCount = Math.max(imageCount, image + 1)
  const ofImage = new Int32Array(imageCount)
  for (const image of candidateImage) ofImage[image]!++
  const bins = new Uint8Array(new SharedArrayBuffer(candidateImage.length))
  for (let item = 0; item < bins.length; item++) bins[item] = Math.min(largestBin, ofImage[candidateImage[item]!]!)
  return bins
}

/** Row by row as `bin` has it: the same share for both hidden classes, and none that is 0. */
export function sharesOfBins(itemBin: Uint8Array): Float64Array {
  const shares = new Float64Array(binCount * 2).fill(0.5)
  for (const bin of itemBin) {
    shares[2 * bin]!++
    shares[2 * bin + 1]!++
  }
  const total = itemBin.length + binCount / 2
  return shares.map((count) => count / total)
}

/** Starts from raters as golden answers show them; returns whether there are enough of them. */
export function startCalibrated(
  { probability }: ReassessMemory,
  { votes, goldenAnswers }: AggregationInput,
  golden: GoldenEvidence,
): boolean {
  const answers = [0, 0]
  for (let at = 0; at < golden.counts.length; at++) answers[at % 2]! += golden.counts[at]!
  if (votes.answerCount !== 3 || Math.min(...answers) < leastGoldenAnswers) return false
  const calibration = raterCalibration(goldenAnswers, { truth: golden.fixedClass }, votes.raterCount, 1)
  // There a rater's rows lie one after the other, here the two hidden classes of an answer.
  for (let at = 0; at < probability.length; at++) {
    const rater = Math.floor(at / 6)
    const answer = Math.floor((at % 6) / 2)
    probability[at] = calibration.probability[6 * rater + 3 * (at % 2) + answer]!
  }
  return true
}
