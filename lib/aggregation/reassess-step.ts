import { logPriors, logRows, shrinkPriors, shrinkRows, uniformRow } from '@/lib/numeric/pooled-rows'
import type { Evidence } from './evidence'
import type { GoldenEvidence } from './golden-truth'
import { answerPool, logMatrixPrior, logMatrixSums, type MatrixShape, pooledMatrices } from './pooled-matrices'
import { binCount, type Classes, type ReassessMemory, sumOffsets } from './reassess-pass'

/** How strongly rows of the `reassess` method are shrunk to their parents, in pseudo-observations. */
export type Pooling = {
  /** Votes with which a rater is shrunk to all raters. */
  raterPooling: number
  /** Votes with which a class's influence on answers is shrunk to none. */
  classPooling: number
  /** Candidates with which the share of a class's candidates that hold is shrunk to that of all candidates. */
  priorPooling: number
  /** Candidates with which the evidence for a class is shrunk to its group, and a group to all classes. */
  evidencePooling: number
}

/** Candidates with which P(number of candidates | hidden class) is shrunk to no dependence on the hidden class. */
const binPooling = 5_000

/** The parents that rows are shrunk to. */
export type Parents = {
  /** Float64Array[2]: the share of all candidates that do not hold, and that hold. */
  share: Float64Array
  /** Float64Array[A * 2]: the answers of all raters, the parent of raters and of classes. */
  pool: Float64Array
  /** Float64Array[groups * W * 2]: the evidence in each group, the parent of its classes. */
  groups: Float64Array
  /** Float64Array[W * 2]: the evidence in all classes, the parent of groups. */
  all: Float64Array
}

/** The arrays that an iteration changes; rows of classes are stored as well as the factors derived from them. */
export type State = Pick<ReassessMemory, 'prior' | 'probability' | 'evidence' | 'bin'> &
  Parents & {
    /** Float64Array[N * A * 2]: P(answer | class, hidden class) of a rater equal to the pool. */
    classRow: Float64Array
  }

export type Given = {
  shape: MatrixShape
  golden: GoldenEvidence | null
  classes: Classes
  said: Evidence
  /** Float64Array[B * 2]: the share of candidates in each bin, whether they hold or not. */
  binShares: Float64Array
  parameters: Pooling
}

/** Returns the state before the first M-step: the start values of `memory`, without parents yet. */
export function stateOf(memory: ReassessMemory, { shape, classes, said }: Given): State {
  return {
    prior: memory.prior,
    probability: memory.probability,
    evidence: memory.evidence,
    bin: memory.bin,
    classRow: new Float64Array(memory.classFactor.length),
    share: new Float64Array(2),
    pool: new Float64Array(shape.answerCount * 2),
    groups: new Float64Array(classes.groupNames.length * said.count * 2),
    all: new Float64Array(said.count * 2),
  }
}

/** The M-step: computes every parameter from the sums of the E-step and its parent. */
export function maximise(memory: ReassessMemory, state: State, sum: Float64Array, parents: Parents, given: Given) {
  const { shape, golden, said, binShares, parameters } = given
  const { ofClass, ofEvidence, ofBin, ofPrior } = sumOffsets(memory)
  for (const name of ['share', 'pool', 'groups', 'all'] as const) state[name].set(parents[name])
  const pooling = { strength: parameters.raterPooling, floor: 1e-10 }
  pooledMatrices(raterCounts(memory, sum, golden), state.pool, pooling, shape, state.probability)
  const { classPooling, evidencePooling, priorPooling } = parameters
  shrinkPriors(sum.subarray(ofPrior), state.share, priorPooling, state.prior)
  shrinkRows(sum.subarray(ofClass, ofEvidence), shape.answerCount, classPooling, () => state.pool, state.classRow)
  shrinkRows(sum.subarray(ofEvidence, ofBin), said.count, evidencePooling, groupRow(state, given), state.evidence)
  shrinkRows(sum.subarray(ofBin, ofPrior), binCount, binPooling, () => binShares, state.bin)
  setFactors(memory, state)
}

/** Returns the expected answers of each rater, including golden ones. Float64Array[R * A * 2]. */
function raterCounts(memory: ReassessMemory, sum: Float64Array, golden: GoldenEvidence | null): Float64Array {
  const counts = sum.slice(0, sumOffsets(memory).ofClass)
  if (golden) for (let at = 0; at < counts.length; at++) counts[at]! += golden.counts[at]!
  return counts
}

/** Computes the parents from the sums of the E-step. */
export function parentsOf(
  memory: ReassessMemory,
  sum: Float64Array,
  { shape, golden, classes, said, parameters }: Given,
): Parents {
  const { ofEvidence, ofBin } = sumOffsets(memory)
  const width = said.count
  const ofGroups = groupSums(sum.subarray(ofEvidence, ofBin), width, classes)
  const ofAll = new Float64Array(2 * width)
  for (let at = 0; at < ofGroups.length; at++) ofAll[at % (2 * width)]! += ofGroups[at]!
  const even = uniformRow(width)
  const all = new Float64Array(2 * width)
  shrinkRows(ofAll, width, 1, () => even, all)
  const groups = new Float64Array(ofGroups.length)
  shrinkRows(ofGroups, width, 2 * parameters.evidencePooling, () => all, groups)
  return { share: shareOf(memory, sum), pool: answerPool(raterCounts(memory, sum, golden), shape), groups, all }
}

/** Returns the share of all candidates that do not hold, and that hold. */
export function shareOf(memory: ReassessMemory, sum: Float64Array): Float64Array {
  const { ofPrior, logLikelihood } = sumOffsets(memory)
  const share = new Float64Array(2)
  for (let at = ofPrior; at < logLikelihood; at++) share[(at - ofPrior) % 2]! += sum[at]!
  const total = share[0]! + share[1]!
  // Without votes nothing is known.
  return total > 0 ? share.map((count) => count / total) : share.fill(0.5)
}

/** Sums rows of classes, [N * width * 2], by group. Float64Array[groups * width * 2]. */
export function groupSums(
  counts: Float64Array,
  width: number,
  { count, groupOfClass, groupNames }: Classes,
): Float64Array {
  const sums = new Float64Array(groupNames.length * width * 2)
  for (let index = 0; index < count; index++) {
    for (let at = 0; at < 2 * width; at++)
      sums[groupOfClass[index]! * 2 * width + at]! += counts[index * 2 * width + at]!
  }
  return sums
}

const groupRow =
  ({ groups }: Parents, { said, classes }: Given) =>
  (index: number) =>
    groups.subarray(2 * said.count * classes.groupOfClass[index]!)

/** Derives the class factors: P(answer | class, hidden class) / P(answer | pool, hidden class). */
export function setFactors({ classFactor }: ReassessMemory, { classRow, pool }: State) {
  for (let at = 0; at < classFactor.length; at++) classFactor[at] = classRow[at]! / pool[at % pool.length]!
}

/** The expected counts behind the rows of the state, in the same layout. */
export type Counts = Pick<State, 'prior' | 'probability' | 'classRow' | 'evidence' | 'groups'>

export function countsOf(memory: ReassessMemory, sum: Float64Array, { golden, said, classes }: Given): Counts {
  const { ofClass, ofEvidence, ofBin, ofPrior, logLikelihood } = sumOffsets(memory)
  const evidence = sum.slice(ofEvidence, ofBin)
  return {
    probability: raterCounts(memory, sum, golden),
    classRow: sum.slice(ofClass, ofEvidence),
    evidence,
    groups: groupSums(evidence, said.count, classes),
    prior: sum.slice(ofPrior, logLikelihood),
  }
}

/**
 * Log density of rows under their parents, each Dirichlet(strength · parent + 1). In nats. Raters, classes and groups
 * without expected counts are left out, or they would affect the results of others; `all` and `bin` always count.
 */
export function logPrior(state: State, counts: Counts, given: Given): number {
  const { shape, said, binShares, parameters } = given
  const { answerCount } = shape
  const even = uniformRow(said.count)
  const { raterPooling, classPooling, evidencePooling, priorPooling } = parameters
  return (
    logPriors(state.prior, counts.prior, state.share, priorPooling) +
    logMatrixPrior(logMatrixSums(state.probability, counts.probability, shape), state.pool, raterPooling, shape) +
    logRows(state.classRow, counts.classRow, answerCount, classPooling, () => state.pool) +
    logRows(state.evidence, counts.evidence, said.count, evidencePooling, groupRow(state, given)) +
    logRows(state.groups, counts.groups, said.count, 2 * evidencePooling, () => state.all) +
    logRows(state.all, state.all, said.count, 1, () => even) +
    logRows(state.bin, state.bin, binCount, binPooling, () => binShares)
  )
}

const namesOf = (state: State) => Object.keys(state) as (keyof State)[]

export function copyOf(state: State): State {
  const copies = namesOf(state).map((name) => [name, Float64Array.from(state[name])])
  return Object.fromEntries(copies) as State
}

export function copyInto(from: State, to: State) {
  for (const name of namesOf(from)) to[name].set(from[name])
}

/**
 * The steps to try from `before`, in this order: the whole M-step with new parents, with old ones, and with old parents
 * while the rows of raters, of classes or of both are held. The M-step for those rows treats each as if the other were
 * none, so near a maximum it can lower the objective. The rest of the M-step is exact, so the last step never does.
 */
export function* stepsFrom(
  memory: ReassessMemory,
  state: State,
  before: State,
  sum: Float64Array,
  given: Given,
): Generator<() => void> {
  const step = (parents: Parents, held: ('probability' | 'classRow')[]) => () => {
    maximise(memory, state, sum, parents, given)
    for (const name of held) state[name].set(before[name])
    setFactors(memory, state)
  }
  yield step(parentsOf(memory, sum, given), [])
  yield step(before, [])
  yield step(before, ['probability'])
  yield step(before, ['classRow'])
  yield step(before, ['probability', 'classRow'])
}
