import type { AggregationInput } from './aggregation-method'
import { startWeights } from './dawid-skene'
import type { Evidence } from './evidence'
import type { GoldenEvidence } from './golden-truth'
import { raterCalibration } from './rater-calibration'
import { itemBlocks, sharedFloats, sharedInts } from './run-context'

/**
 * What one pass of the `reassess` method reads and writes. C candidates with two hidden classes (0 does not hold, 1
 * holds), A answers, N classes of candidates, W values of the evidence, B bins of the number of candidates per image.
 */
export type ReassessMemory = {
  itemCount: number
  answerCount: number
  cellCount: number
  evidenceCount: number
  itemsPerBlock: number
  itemStart: Int32Array
  code: Uint16Array | Uint32Array
  /** [C] index of the candidate's class, 0 to N − 1. */
  itemClass: Int32Array
  /** [C] evidence about the candidate, 0 to W − 1. */
  itemEvidence: Uint8Array
  /** [C] bin of the number of candidates of its image, 0 to B − 1. */
  itemBin: Uint8Array
  fixedClass: Int8Array | null
  isStart: Int32Array
  /** Float64Array[N * 2]: P(hidden class | class) before any vote or evidence. */
  prior: Float64Array
  /** Float64Array[cells * 2], cell-major: P(answer | rater, hidden class), or start weights on the first pass. */
  probability: Float64Array
  /** Float64Array[N * A * 2]: factor by which a class makes an answer more or less likely than in the pool. */
  classFactor: Float64Array
  /** Float64Array[N * W * 2]: P(evidence | class, hidden class). */
  evidence: Float64Array
  /** Float64Array[B * 2]: P(bin | hidden class). */
  bin: Float64Array
  /** Sums of each block: as `probability`, `classFactor`, `evidence`, `bin`, `prior`, then the log-likelihood. */
  sums: Float64Array
  sumsPerBlock: number
  posterior: Float64Array | null
}

/** Offsets of each part within the sums of a block. */
export function sumOffsets({ probability, classFactor, evidence, bin, prior }: Parts) {
  const ofClass = probability.length
  const ofEvidence = ofClass + classFactor.length
  const ofBin = ofEvidence + evidence.length
  const ofPrior = ofBin + bin.length
  const logLikelihood = ofPrior + prior.length
  return { ofClass, ofEvidence, ofBin, ofPrior, logLikelihood, length: logLikelihood + 1 }
}
type Parts = Pick<ReassessMemory, 'probability' | 'classFactor' | 'evidence' | 'bin' | 'prior'>

const small = 1e-200

/**
 * The E-step on one block, fused with the sums that the M-step needs; see `reassess` for the model. Used for the first
 * and last passes; iterations use `classOrderPass`, which gives the same sums in a third of the time.
 */
export function reassessPass(memory: ReassessMemory, block: number): void {
  const { itemCount, answerCount, evidenceCount, itemsPerBlock, itemStart, code, itemClass, itemEvidence, itemBin } =
    memory
  const { fixedClass, prior, probability, classFactor, evidence, bin, sums, sumsPerBlock, posterior } = memory
  const isStart = memory.isStart[0] === 1
  const base = block * sumsPerBlock
  const offsets = sumOffsets(memory)
  const { ofClass, ofEvidence, ofBin, ofPrior } = offsets
  sums.fill(0, base, base + sumsPerBlock)
  const from = block * itemsPerBlock
  const to = Math.min(itemCount, from + itemsPerBlock)
  let logLikelihood = 0
  for (let item = from; item < to; item++) {
    const start = itemStart[item]!
    const end = itemStart[item + 1]!
    const classAt = itemClass[item]! * answerCount
    const evidenceAt = 2 * (itemClass[item]! * evidenceCount + itemEvidence[item]!)
    const binAt = 2 * itemBin[item]!
    const priorAt = 2 * itemClass[item]!
    let joint0 = 1
    let joint1 = 1
    let shift = 0
    const known = fixedClass ? fixedClass[item]! : -1
    if (isStart) {
      joint1 = startShare(memory, start, end)
      joint0 = 1 - joint1
    } else {
      // The class ruled out by a known truth must not affect the scaling of the other.
      joint0 = known === 1 ? 0 : prior[priorAt]! * evidence[evidenceAt]! * bin[binAt]!
      joint1 = known === 0 ? 0 : prior[priorAt + 1]! * evidence[evidenceAt + 1]! * bin[binAt + 1]!
      for (let index = start; index < end; index++) {
        const cell = code[index]!
        const rater = Math.floor(cell / answerCount) * answerCount
        const factorAt = 2 * (classAt + cell - rater)
        // The product of the rater's row and the class factor is normalised to a distribution over answers.
        let sum0 = 0
        let sum1 = 0
        for (let answer = 0; answer < answerCount; answer++) {
          const ofRater = 2 * (rater + answer)
          const factor = 2 * (classAt + answer)
          sum0 += probability[ofRater]! * classFactor[factor]!
          sum1 += probability[ofRater + 1]! * classFactor[factor + 1]!
        }
        joint0 *= (probability[2 * cell]! * classFactor[factorAt]!) / sum0
        joint1 *= (probability[2 * cell + 1]! * classFactor[factorAt + 1]!) / sum1
        if (joint0 + joint1 < small) {
          joint0 /= small
          joint1 /= small
          shift += Math.log(small)
        }
      }
    }
    // A known truth holds even if the votes give it no probability at the start.
    const sum = known < 0 ? joint0 + joint1 : known === 1 ? joint1 : joint0
    const posterior1 = known < 0 ? joint1 / sum : known
    const posterior0 = known < 0 ? joint0 / sum : 1 - known
    if (posterior) {
      posterior[2 * item] = posterior0
      posterior[2 * item + 1] = posterior1
    }
    if (start === end && known < 0) continue
    logLikelihood += shift + Math.log(sum)
    addPair(sums, base + ofPrior + priorAt, posterior0, posterior1)
    addPair(sums, base + ofEvidence + evidenceAt, posterior0, posterior1)
    addPair(sums, base + ofBin + binAt, posterior0, posterior1)
    for (let index = start; index < end; index++) {
      const cell = code[index]!
      addPair(sums, base + 2 * cell, posterior0, posterior1)
      addPair(sums, base + ofClass + 2 * (classAt + (cell % answerCount)), posterior0, posterior1)
    }
  }
  sums[base + offsets.logLikelihood] = logLikelihood
}

/** Returns the start weight for "holds": the mean of the candidate's start weights, 0.5 without votes. */
function startShare({ probability, code }: ReassessMemory, start: number, end: number): number {
  if (start === end) return 0.5
  let share = 0
  for (let index = start; index < end; index++) share += probability[2 * code[index]! + 1]!
  return share / (end - start)
}

/** Adds to the sums of both hidden classes at `at`. */
export function addPair(sums: Float64Array, at: number, value0: number, value1: number) {
  sums[at]! += value0
  sums[at + 1]! += value1
}

const largestBin = 20
export const binCount = largestBin + 1
/** With fewer golden answers to candidates of either truth, the start would depend on chance. */
const minGoldenAnswers = 10

export type Classes = {
  /** Int32Array[C], shared: index of the candidate's class. */
  itemClass: Int32Array
  count: number
  /** [N] index of the class's group in `groupNames`. */
  groupOfClass: Int32Array
  groupNames: readonly string[]
}

/** Numbers the classes of candidates from 0, in order of first appearance. */
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

/** Returns the number of candidates of each candidate's image, with twenty and more in one bin. */
function candidateBins({ candidateImage }: AggregationInput): Uint8Array {
  let imageCount = 0
  for (const image of candidateImage) imageCount = Math.max(imageCount, image + 1)
  const ofImage = new Int32Array(imageCount)
  for (const image of candidateImage) ofImage[image]!++
  const bins = new Uint8Array(new SharedArrayBuffer(candidateImage.length))
  for (let item = 0; item < bins.length; item++) bins[item] = Math.min(largestBin, ofImage[candidateImage[item]!]!)
  return bins
}

/** Returns the shares of bins in the layout of `bin`: the same for both hidden classes, and none 0. */
export function sharesOfBins(itemBin: Uint8Array): Float64Array {
  const shares = new Float64Array(binCount * 2).fill(0.5)
  for (const bin of itemBin) {
    shares[2 * bin]!++
    shares[2 * bin + 1]!++
  }
  const total = itemBin.length + binCount / 2
  return shares.map((count) => count / total)
}

/** Starts from raters calibrated on golden answers; returns whether there are enough of them. */
export function startFromCalibration(
  { probability }: ReassessMemory,
  { votes, goldenAnswers }: AggregationInput,
  golden: GoldenEvidence,
): boolean {
  const answers = [0, 0]
  for (let at = 0; at < golden.counts.length; at++) answers[at % 2]! += golden.counts[at]!
  if (votes.answerCount !== 3 || Math.min(...answers) < minGoldenAnswers) return false
  const calibration = raterCalibration(goldenAnswers, golden, votes.raterCount, 1)
  // Calibration is ordered (rater, truth, answer), `probability` (rater, answer, hidden class).
  for (let at = 0; at < probability.length; at++) {
    const rater = Math.floor(at / 6)
    const answer = Math.floor((at % 6) / 2)
    probability[at] = calibration.probability[6 * rater + 3 * (at % 2) + answer]!
  }
  return true
}
