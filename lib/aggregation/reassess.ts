import { uncertaintyRemoved } from '@/lib/numeric/information'
import { logGamma } from '@/lib/numeric/log-gamma'
import { type AggregationInput, checkInput } from './aggregation-input'
import type { AggregationResult, Annotator } from './aggregation-result'
import { itemBlocks, sharedFloats, sharedInts, sumBlocks } from './blocks'
import { addAnswersToFalse, inClassOrder } from './class-order-pass'
import { byRater, goldenCountOf, skillIsInformation, startWeights } from './dawid-skene'
import { type Evidence, jointEvidence } from './evidence'
import { type GoldenEvidence, goldenEvidence } from './golden-evidence'
import type { MinimumYes } from './golden-truth'
import { answerPool, logMatrixPrior, logMatrixSums, type MatrixShape, pooledMatrices } from './pooled-matrices'
import { raterCalibration } from './rater-calibration'
import { type ReassessMemory, sumOffsets } from './reassess-pass'
import type { RunContext } from './run-context'

export type ReassessParameters = {
  /** Whether the original label counts as evidence. */
  useOriginalLabel: boolean
  /** Whether the models' first choices count as evidence. */
  useModels: boolean
  /** Whether experts' answers fix the truth of golden candidates and raters' golden answers count. */
  useGolden: boolean
  /** Yeses of experts that make a golden candidate true. */
  minimumYes: MinimumYes
  /** Votes by which a rater leans on all raters. */
  raterPooling: number
  /** Votes by which a class's influence on answers leans on none at all. */
  classPooling: number
  /** Candidates by which the share of a class's candidates that hold leans on that of all classes. */
  priorPooling: number
  /** Strength, in candidates, with which the evidence for a class is pooled with its group, and a group with all classes. */
  evidencePooling: number
  /** Ends when the log-likelihood per vote rises by less, in nats. */
  tolerance: number
  maxIterations: number
}

export const reassessDefaults: ReassessParameters = {
  useOriginalLabel: true,
  useModels: true,
  useGolden: true,
  minimumYes: 'majority',
  raterPooling: 3,
  classPooling: 300,
  priorPooling: 60,
  evidencePooling: 10,
  tolerance: 1e-7,
  maxIterations: 200,
}

const largestBin = 20
/** Strength, in candidates, with which how many candidates an image has is taken to say nothing. */
const binPooling = 5_000
/** Golden candidates hold more often than others, so how many hold is found from the votes, in so many passes. */
const priorPasses = 10
/** With fewer golden answers to candidates of either kind a start from them could be a start from chance. */
const leastGoldenAnswers = 10
const mostHalvings = 6

/** What rows lean on. */
type Parents = {
  /** Float64Array[2]: the share of all candidates that do not hold, and that hold. */
  share: Float64Array
  /** Float64Array[A * 2]: the answers of all raters, which raters and classes lean on. */
  pool: Float64Array
  /** Float64Array[groups * W * 2]: the evidence in each group, with which its classes are pooled. */
  groups: Float64Array
  /** Float64Array[W * 2]: what they say in all classes, which groups lean on. */
  all: Float64Array
}

/** The arrays that an iteration changes; rows of classes are kept beside the factors that follow from them. */
type State = Pick<ReassessMemory, 'prior' | 'probability' | 'evidence' | 'bin'> &
  Parents & {
    /** Float64Array[N * A * 2]: P(answer | class, hidden class) of a rater who is as the pool. */
    classRow: Float64Array
  }

/**
 * The default method: Dawid-Skene EM for two hidden classes, told all that is known beside the votes.
 *
 * A candidate z of class c, proposed among b candidates of its image, has
 *   P(z | c) · P(b | z) · P(w | z, c) · product over its votes of P(answer | z, rater, c),
 * where w is what the original label and the models say together (see `jointEvidence`), and P(answer | z, rater, c) is the
 * rater's matrix times the class's factor, made a distribution again: some classes are taken for others by everyone.
 * Rows lean on the next larger whole, as a number of pseudo-observations: raters on all raters, a class's factor on 1,
 * the share of a class's candidates that hold on that of all candidates,
 * the evidence for a class on its group, a group on all, and the number of candidates strongly on the share of candidates
 * that have it, or EM splits rare labels by that number instead of by votes. Golden candidates keep the experts' truth.
 *
 * EM starts from shares of votes; where golden answers show how raters err, from the posterior that they give (as in the
 * `calibrated` method, with the share of candidates that hold taken from the votes), so that a crowd of which most answer
 * wrong is not taken at its word.
 *
 * Source: Dawid & Skene (1979), Appl. Statist. 28(1):20-28; the original label as an annotator is Beyer et al. (2020),
 *         arXiv 2006.07159; class factors, shares of classes, joint evidence and the number of candidates are ours.
 * Shapes: C candidates, R raters. Returns score Float64Array[C] = P(holds | all), posterior Float64Array[C * 2], rater
 *         matrices Float64Array[R * 2 * A]; logLikelihood in nats, of votes, evidence and numbers of candidates, exact,
 *         and what convergence is judged by. `history` never falls: the log-likelihood plus the log density of all rows
 *         under what they lean on.
 * Errors: RangeError on input that does not fit together. Not converging is no error.
 * Cost:   O(iterations · votes · A) time, O(C + R · A + N · (A + W)) memory with N classes and W statements. The M-step
 *         for class factors and for what rows lean on is not exact, so a step that would lower what is raised is taken
 *         with the old parents, then halved. Deterministic, and the same whatever the number of threads.
 */
export function reassess(
  input: AggregationInput,
  parameters: ReassessParameters,
  context: RunContext,
): AggregationResult {
  checkInput(input)
  const { votes } = input
  const { raterCount, answerCount, voteCount } = votes
  const shape = { raterCount, answerCount, classCount: 2 }
  const golden = parameters.useGolden ? goldenEvidence(input, parameters.minimumYes) : null
  const said = jointEvidence(input, parameters)
  const classes = classesOf(input)
  const { memory, blockCount } = memoryOf(input, said, classes, golden)
  const sum = new Float64Array(memory.sumsPerBlock)
  const offsets = sumOffsets(memory)
  const ordered = inClassOrder(memory)
  const pass = () => {
    const isStart = memory.isStart[0] === 1
    if (isStart) context.runBlocks('reassess-pass', memory, blockCount)
    else context.runBlocks('class-order-pass', ordered, blockCount)
    sumBlocks(memory.sums, blockCount, sum)
    if (!isStart) addAnswersToFalse(ordered, sum)
    return sum[offsets.logLikelihood]! + goldenLogLikelihood(golden, memory.probability)
  }

  const isCalibrated = golden !== null && startCalibrated(memory, input, golden)
  memory.isStart[0] = isCalibrated ? 0 : 1
  pass()
  memory.isStart[0] = 0
  for (let index = 0; isCalibrated && index < priorPasses; index++) {
    leanPriors(new Float64Array(memory.prior.length), shareOf(memory, sum), 1, memory.prior)
    pass()
  }
  const given = { shape, golden, classes, said, binShares: sharesOfBins(memory.itemBin), parameters }
  const state: State = {
    prior: memory.prior,
    probability: memory.probability,
    evidence: memory.evidence,
    bin: memory.bin,
    classRow: new Float64Array(memory.classFactor.length),
    share: new Float64Array(2),
    pool: new Float64Array(answerCount * 2),
    groups: new Float64Array(classes.groupNames.length * said.count * 2),
    all: new Float64Array(said.count * 2),
  }
  const before = copyOf(state)
  const history: number[] = []
  let logLikelihood = Number.NEGATIVE_INFINITY
  let converged = false
  let isStuck = false
  while (voteCount > 0 && history.length < parameters.maxIterations && !converged && !isStuck) {
    copyInto(state, before)
    const counts = sum.slice()
    const last = history.length > 0 ? history[history.length - 1]! : Number.NEGATIVE_INFINITY
    // Rounding must not decide.
    const least = last - 1e-11 * Math.abs(last)
    let objective = Number.NEGATIVE_INFINITY
    let reached = 0
    const attempt = (parents: Parents | null) => {
      if (parents) maximise(memory, state, counts, parents, given)
      else moveHalfway(memory, state, before)
      reached = pass()
      objective = reached + logPrior(state, given)
      return objective >= least
    }
    let isHigher = attempt(parentsOf(memory, counts, given)) || attempt(before)
    for (let halving = 0; !isHigher && halving < mostHalvings; halving++) isHigher = attempt(null)
    isStuck = !isHigher
    if (isStuck) {
      copyInto(before, state)
      setFactors(memory, state)
      break
    }
    converged = Math.abs(reached - logLikelihood) < parameters.tolerance * voteCount
    logLikelihood = reached
    objective = Math.max(objective, last)
    history.push(objective)
    context.onIteration?.(history.length, objective)
  }
  // A memory of its own, since threads keep what they were first given.
  const posterior = sharedFloats(2 * votes.itemCount)
  context.runBlocks('reassess-pass', { ...memory, posterior }, blockCount)
  sumBlocks(memory.sums, blockCount, sum)

  const score = new Float64Array(votes.itemCount)
  for (let item = 0; item < score.length; item++) score[item] = posterior[2 * item + 1]!
  const share = shareOf(memory, sum)
  const probability = byRater(memory.probability, shape)
  const skill = Float64Array.from({ length: raterCount }, (_, rater) => {
    return uncertaintyRemoved(share, probability, rater * 2 * answerCount, answerCount)
  })
  return {
    classCount: 2,
    score,
    posterior,
    raters: {
      probability,
      skill,
      skillMeaning: skillIsInformation,
      goldenAnswerCount: goldenCountOf(golden?.counts ?? null, shape),
    },
    annotators: annotatorsOf(sum.subarray(sumOffsets(memory).ofEvidence), said, classes),
    prior: share,
    logLikelihood: history.length > 0 ? logLikelihood : 0,
    history,
    iterations: history.length,
    converged: converged || voteCount === 0,
    stopReason: reasonOf(voteCount, converged, isStuck, parameters),
    interval: null,
  }
}

/** Starts from raters as golden answers show them; returns whether there are enough of them. */
function startCalibrated(
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

/** The share of all candidates that do not hold, and that hold. */
function shareOf(memory: ReassessMemory, sum: Float64Array): Float64Array {
  const { ofPrior, logLikelihood } = sumOffsets(memory)
  const share = new Float64Array(2)
  for (let at = ofPrior; at < logLikelihood; at++) share[(at - ofPrior) % 2]! += sum[at]!
  const total = share[0]! + share[1]!
  // Nobody has voted on anything: nothing is known.
  return total > 0 ? share.map((count) => count / total) : share.fill(0.5)
}

/** (count + strength · share) / (total + strength) for each class. */
function leanPriors(counts: Float64Array, share: Float64Array, strength: number, result: Float64Array) {
  for (let at = 0; at < result.length; at += 2) {
    const total = counts[at]! + counts[at + 1]! + strength
    result[at] = (counts[at]! + strength * share[0]!) / total
    result[at + 1] = (counts[at + 1]! + strength * share[1]!) / total
  }
}

/** Log density of the shares of classes, each Dirichlet(strength · share + 1). In nats. */
function logPriors(prior: Float64Array, share: Float64Array, strength: number): number {
  const constant = logGamma(strength + 2) - logGamma(strength * share[0]! + 1) - logGamma(strength * share[1]! + 1)
  let sum = (prior.length / 2) * constant
  // A share of 0 is leant on by nobody.
  for (let at = 0; at < prior.length; at++)
    if (share[at % 2]! > 0) sum += strength * share[at % 2]! * Math.log(prior[at]!)
  return sum
}

type Classes = {
  /** Int32Array[C], shared: position of the candidate's class. */
  itemClass: Int32Array
  count: number
  /** [N] position of the class's group in `groupNames`. */
  groupOfClass: Int32Array
  groupNames: readonly string[]
}

function classesOf({ votes, candidateClass, groups }: AggregationInput): Classes {
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

function memoryOf(input: AggregationInput, said: Evidence, classes: Classes, golden: GoldenEvidence | null) {
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
function sharesOfBins(itemBin: Uint8Array): Float64Array {
  const shares = new Float64Array(binCount * 2).fill(0.5)
  for (const bin of itemBin) {
    shares[2 * bin]!++
    shares[2 * bin + 1]!++
  }
  const total = itemBin.length + binCount / 2
  return shares.map((count) => count / total)
}

type Given = {
  shape: MatrixShape
  golden: GoldenEvidence | null
  classes: Classes
  said: Evidence
  /** Float64Array[B * 2]: the share of candidates in each bin, whether they hold or not. */
  binShares: Float64Array
  parameters: ReassessParameters
}

/** Expected answers of each rater, golden ones among them. Float64Array[R * A * 2]. */
function raterCounts(memory: ReassessMemory, sum: Float64Array, golden: GoldenEvidence | null): Float64Array {
  const counts = sum.slice(0, sumOffsets(memory).ofClass)
  if (golden) for (let at = 0; at < counts.length; at++) counts[at]! += golden.counts[at]!
  return counts
}

/** What rows should lean on, from the sums of the E-step. */
function parentsOf(
  memory: ReassessMemory,
  sum: Float64Array,
  { shape, golden, classes, said, parameters }: Given,
): Parents {
  const { ofEvidence, ofBin } = sumOffsets(memory)
  const width = said.count
  const ofGroups = groupSums(sum.subarray(ofEvidence, ofBin), width, classes)
  const ofAll = new Float64Array(2 * width)
  for (let at = 0; at < ofGroups.length; at++) ofAll[at % (2 * width)]! += ofGroups[at]!
  const even = evenRow(width)
  const all = new Float64Array(2 * width)
  leanRows(ofAll, width, 1, () => even, all)
  const groups = new Float64Array(ofGroups.length)
  leanRows(ofGroups, width, 2 * parameters.evidencePooling, () => all, groups)
  return { share: shareOf(memory, sum), pool: answerPool(raterCounts(memory, sum, golden), shape), groups, all }
}

const evenRow = (width: number) => new Float64Array(2 * width).fill(1 / width)

/** The M-step: every parameter from the sums of the E-step and what it leans on. */
function maximise(memory: ReassessMemory, state: State, sum: Float64Array, parents: Parents, given: Given) {
  const { shape, golden, said, binShares, parameters } = given
  const { ofClass, ofEvidence, ofBin, ofPrior } = sumOffsets(memory)
  for (const name of ['share', 'pool', 'groups', 'all'] as const) state[name].set(parents[name])
  const pooling = { strength: parameters.raterPooling, floor: 1e-10 }
  pooledMatrices(raterCounts(memory, sum, golden), state.pool, pooling, shape, state.probability)
  const { classPooling, evidencePooling, priorPooling } = parameters
  leanPriors(sum.subarray(ofPrior), state.share, priorPooling, state.prior)
  leanRows(sum.subarray(ofClass, ofEvidence), shape.answerCount, classPooling, () => state.pool, state.classRow)
  leanRows(sum.subarray(ofEvidence, ofBin), said.count, evidencePooling, groupRow(state, given), state.evidence)
  leanRows(sum.subarray(ofBin, ofPrior), binCount, binPooling, () => binShares, state.bin)
  setFactors(memory, state)
}

const binCount = largestBin + 1
const groupRow =
  ({ groups }: Parents, { said, classes }: Given) =>
  (index: number) =>
    groups.subarray(2 * said.count * classes.groupOfClass[index]!)

function setFactors({ classFactor }: ReassessMemory, { classRow, pool }: State) {
  for (let at = 0; at < classFactor.length; at++) classFactor[at] = classRow[at]! / pool[at % pool.length]!
}

/** Log density of all rows under what they lean on, each Dirichlet(strength · parent + 1). In nats. */
function logPrior(state: State, given: Given): number {
  const { shape, said, binShares, parameters } = given
  const { answerCount } = shape
  const even = evenRow(said.count)
  const { raterPooling, classPooling, evidencePooling, priorPooling } = parameters
  return (
    logPriors(state.prior, state.share, priorPooling) +
    logMatrixPrior(logMatrixSums(state.probability, shape), state.pool, raterPooling, shape) +
    logRows(state.classRow, answerCount, classPooling, () => state.pool) +
    logRows(state.evidence, said.count, evidencePooling, groupRow(state, given)) +
    logRows(state.groups, said.count, 2 * evidencePooling, () => state.all) +
    logRows(state.all, said.count, 1, () => even) +
    logRows(state.bin, binCount, binPooling, () => binShares)
  )
}

function logRows(rows: Float64Array, width: number, strength: number, parentOf: (row: number) => Float64Array): number {
  let sum = 0
  let known: Float64Array | null = null
  let constant = 0
  for (let row = 0; row * 2 * width < rows.length; row++) {
    const parent = parentOf(row)
    if (known?.byteOffset !== parent.byteOffset || known.buffer !== parent.buffer) {
      constant = 2 * logGamma(strength + width)
      for (let at = 0; at < 2 * width; at++) constant -= logGamma(strength * parent[at]! + 1)
      known = parent
    }
    sum += constant
    for (let at = 0; at < 2 * width; at++) sum += strength * parent[at]! * Math.log(rows[row * 2 * width + at]!)
  }
  return sum
}

function groupSums(counts: Float64Array, width: number, { count, groupOfClass, groupNames }: Classes): Float64Array {
  const sums = new Float64Array(groupNames.length * width * 2)
  for (let index = 0; index < count; index++) {
    for (let at = 0; at < 2 * width; at++)
      sums[groupOfClass[index]! * 2 * width + at]! += counts[index * 2 * width + at]!
  }
  return sums
}

/** (count + strength · parent) / (total + strength) for rows of `width` statements under each of two hidden classes. */
function leanRows(
  counts: Float64Array,
  width: number,
  strength: number,
  parentOf: (row: number) => Float64Array,
  result: Float64Array,
) {
  for (let row = 0; row * 2 * width < counts.length; row++) {
    const parent = parentOf(row)
    for (let k = 0; k < 2; k++) {
      let total = strength
      for (let at = k; at < 2 * width; at += 2) total += counts[row * 2 * width + at]!
      for (let at = k; at < 2 * width; at += 2) {
        const index = row * 2 * width + at
        result[index] = total > 0 ? (counts[index]! + strength * parent[at]!) / total : parent[at]!
      }
    }
  }
}

/** How often each source gives which answer in each group, summed from the joint answers. */
function annotatorsOf(counts: Float64Array, said: Evidence, classes: Classes): Annotator[] {
  const width = said.count
  const sums = groupSums(counts.subarray(0, classes.count * width * 2), width, classes)
  return said.members.flatMap(({ name, isYes }) =>
    classes.groupNames.flatMap((group, index) => {
      const rows = [0, 1].map((k) => {
        const [no, yes] = [1, 1]
        const row = [no, yes]
        for (let code = 0; code < width; code++) {
          row[isYes(code) ? 1 : 0]! += sums[(index * width + code) * 2 + k]!
        }
        const total = row[0]! + row[1]!
        return [row[0]! / total, row[1]! / total]
      })
      return [{ name, group, answers: ['no', 'yes'], probability: rows }]
    }),
  )
}

function goldenLogLikelihood(golden: GoldenEvidence | null, probability: Float64Array): number {
  if (!golden) return 0
  let sum = 0
  for (let at = 0; at < golden.counts.length; at++) {
    if (golden.counts[at]! > 0) sum += golden.counts[at]! * Math.log(probability[at]!)
  }
  return sum
}

const namesOf = (state: State) => Object.keys(state) as (keyof State)[]

function copyOf(state: State): State {
  const copies = namesOf(state).map((name) => [name, Float64Array.from(state[name])])
  return Object.fromEntries(copies) as State
}

function copyInto(from: State, to: State) {
  for (const name of namesOf(from)) to[name].set(from[name])
}

/** Halves the step from `before`: means of distributions are distributions. */
function moveHalfway(memory: ReassessMemory, state: State, before: State) {
  for (const name of namesOf(state)) {
    const [now, then] = [state[name], before[name]]
    for (let at = 0; at < now.length; at++) now[at] = (now[at]! + then[at]!) / 2
  }
  setFactors(memory, state)
}

function reasonOf(
  voteCount: number,
  converged: boolean,
  isStuck: boolean,
  { tolerance, maxIterations }: ReassessParameters,
): string {
  if (voteCount === 0) return 'There are no votes.'
  if (converged) return `The log-likelihood per vote rose by less than ${tolerance}.`
  if (isStuck)
    return `The log-likelihood stopped increasing, although the last step was larger than ${tolerance} per vote.`
  return `It reached ${maxIterations} iterations before the log-likelihood per vote rose by less than ${tolerance}.`
}
