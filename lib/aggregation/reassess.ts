import { shrinkPriors } from '@/lib/numeric/pooled-rows'
import {
  type AggregationInput,
  type AggregationMethod,
  type AggregationResult,
  type Annotator,
  checkInput,
  methodDefaults,
} from './aggregation-method'
import { addAnswersToFalseCandidates, inClassOrder } from './class-order-pass'
import { classParametersOf } from './class-parameters'
import { byRater, goldenCountOf, goldenLogLikelihood } from './dawid-skene'
import { type Evidence, jointEvidence } from './evidence'
import { type GoldenEvidence, goldenEvidence, type MinimumYes } from './golden-truth'
import { stopReason } from './iterate'
import {
  type Classes,
  classesOf,
  memoryOf,
  type ReassessMemory,
  sharesOfBins,
  startFromCalibration,
  sumOffsets,
} from './reassess-pass'
import {
  copyInto,
  copyOf,
  countsOf,
  type Given,
  groupSums,
  logPrior,
  maximise,
  type Pooling,
  parentsOf,
  shareOf,
  stateOf,
  stepsFrom,
} from './reassess-step'
import { type RunContext, sharedFloats, sumBlocks } from './run-context'
import { skillOfMatrices } from './vote-shares'

export type ReassessParameters = Pooling & {
  useOriginalLabel: boolean
  useModels: boolean
  /** Whether experts' answers fix the truth of golden candidates and raters' golden answers count. */
  useGolden: boolean
  minimumYes: MinimumYes
  /** EM stops when the objective per vote rises by less, in nats. */
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
  maxIterations: 500,
}

/** Golden candidates hold more often than others, so these first passes estimate the overall share from the votes. */
const priorPasses = 10

/**
 * The default method: Dawid-Skene EM for two hidden classes, with all evidence in addition to the votes.
 *
 * A candidate z of class c, proposed among b candidates of its image, has
 *   P(z | c) · P(b | z) · P(w | z, c) · product over its votes of P(answer | z, rater, c),
 * where w is the joint answer of the original label and the models (see `jointEvidence`), and P(answer | z, rater, c)
 * is the rater's matrix times the class's factor, normalised: some classes are confused by everyone. Rows are shrunk to
 * their parents by a number of pseudo-observations: raters to all raters; a class's factor to 1; the share of a class's
 * candidates that hold to that of all candidates; the evidence for a class to its group, and a group to all classes;
 * and the number of candidates, strongly, to its marginal distribution, since EM would otherwise split rare labels by
 * that number instead of by votes. Golden candidates keep the experts' truth.
 *
 * EM starts from vote shares, or, if golden answers show how raters err, from the posterior that they give (as in the
 * `calibrated` method, with the share of candidates that hold estimated from the votes), so that a mostly wrong crowd
 * is not taken as right.
 *
 * Source: Dawid & Skene (1979), Appl. Statist. 28(1):20-28; the original label as an annotator is from Beyer et al.
 *         (2020), arXiv 2006.07159; class factors, shares of classes, joint evidence and the number of candidates are
 *         ours.
 * Shapes: C candidates, R raters. Returns score Float64Array[C] = P(holds | all), posterior Float64Array[C * 2], rater
 *         matrices Float64Array[R * 2 * A]; logLikelihood in nats, of votes, evidence and numbers of candidates, exact.
 *         `history`, the criterion of convergence, is the objective: the log-likelihood plus the log density of all
 *         rows under their parents. It never falls.
 * Errors: RangeError if the input is inconsistent. Not converging is not an error.
 * Cost:   O(iterations · votes · A) time, O(C + R · A + N · (A + W)) memory with N classes and W evidence values. The
 *         M-step for raters, class factors and parents is not exact, so a step that would lower the objective is
 *         retried with parts of it held (see `stepsFrom`). Deterministic, whatever the number of threads.
 */
export function reassess(
  input: AggregationInput,
  parameters: ReassessParameters,
  context: RunContext,
): AggregationResult {
  checkInput(input)
  const { itemCount, raterCount, answerCount } = input.votes
  const shape = { raterCount, answerCount, classCount: 2 }
  const golden = parameters.useGolden ? goldenEvidence(input, parameters.minimumYes) : null
  const said = jointEvidence(input, parameters)
  const classes = classesOf(input)
  const { memory, blockCount } = memoryOf(input, said, classes, golden)
  const given = { shape, golden, classes, said, binShares: sharesOfBins(memory.itemBin), parameters }
  const step = eStep(memory, blockCount, golden, context)
  begin(input, memory, golden, step)
  const climbed = climb(input, memory, given, step, parameters, context)
  // A separate object, because threads keep the memory they were first given.
  const posterior = sharedFloats(2 * itemCount)
  context.runBlocks('reassess-pass', { ...memory, posterior }, blockCount)
  const { sum } = step
  sumBlocks(memory.sums, blockCount, sum)

  const score = new Float64Array(itemCount)
  for (let item = 0; item < score.length; item++) score[item] = posterior[2 * item + 1]!
  const share = shareOf(memory, sum)
  const goldenCounts = goldenCountOf(golden?.counts ?? null, shape)
  return {
    classCount: 2,
    score,
    posterior,
    raters: skillOfMatrices(byRater(memory.probability, shape), share, goldenCounts),
    annotators: annotatorsOf(sum.subarray(sumOffsets(memory).ofEvidence), said, classes),
    classParameters: classParametersOf(input, memory, said, classes),
    evidence: said.code,
    ...(golden && { fixedClass: golden.fixedClass }),
    prior: share,
    ...climbed,
    interval: null,
  }
}

type EStep = {
  /** The sums of the last pass over all blocks. */
  sum: Float64Array
  /** Runs a pass over all candidates; returns the log-likelihood in nats. */
  pass: () => number
}

function eStep(
  memory: ReassessMemory,
  blockCount: number,
  golden: GoldenEvidence | null,
  { runBlocks }: RunContext,
): EStep {
  const sum = new Float64Array(memory.sumsPerBlock)
  const { logLikelihood } = sumOffsets(memory)
  const ordered = inClassOrder(memory)
  const pass = () => {
    const isStart = memory.isStart[0] === 1
    if (isStart) runBlocks('reassess-pass', memory, blockCount)
    else runBlocks('class-order-pass', ordered, blockCount)
    sumBlocks(memory.sums, blockCount, sum)
    if (!isStart) addAnswersToFalseCandidates(ordered, sum)
    return sum[logLikelihood]! + goldenLogLikelihood(golden?.counts ?? null, memory.probability)
  }
  return { sum, pass }
}

/** Runs the first passes: from vote shares, or from raters calibrated on golden answers. */
function begin(input: AggregationInput, memory: ReassessMemory, golden: GoldenEvidence | null, { sum, pass }: EStep) {
  const isCalibrated = golden !== null && startFromCalibration(memory, input, golden)
  memory.isStart[0] = isCalibrated ? 0 : 1
  pass()
  memory.isStart[0] = 0
  for (let index = 0; isCalibrated && index < priorPasses; index++) {
    shrinkPriors(new Float64Array(memory.prior.length), shareOf(memory, sum), 1, memory.prior)
    pass()
  }
}

/**
 * Takes the first step of `stepsFrom` that does not lower the objective, until a step raises it by less than the
 * tolerance or `maxIterations` is reached.
 */
function climb(
  { votes: { voteCount } }: AggregationInput,
  memory: ReassessMemory,
  given: Given,
  { sum, pass }: EStep,
  parameters: ReassessParameters,
  context: RunContext,
) {
  const state = stateOf(memory, given)
  const before = copyOf(state)
  const counts = countsOf(memory, sum, given)
  const history: number[] = []
  let logLikelihood = 0
  let converged = voteCount === 0
  // Start weights are no distributions, so the M-step is needed also if there is nothing to iterate.
  if (converged) maximise(memory, state, sum, parentsOf(memory, sum, given), given)
  while (history.length < parameters.maxIterations && !converged) {
    copyInto(state, before)
    const last = history.at(-1) ?? Number.NEGATIVE_INFINITY
    // Tolerates rounding errors.
    const least = last - 1e-11 * Math.abs(last)
    let objective = Number.NEGATIVE_INFINITY
    for (const takeStep of stepsFrom(memory, state, before, sum.slice(), given)) {
      takeStep()
      logLikelihood = pass()
      objective = logLikelihood + logPrior(state, counts, given)
      if (objective >= least) break
    }
    converged = objective - last < parameters.tolerance * voteCount
    history.push(Math.max(objective, last))
    context.onIteration?.(history.length, history.at(-1)!)
  }
  const reason = stopReason(voteCount, converged, parameters)
  return { logLikelihood, history, iterations: history.length, converged, stopReason: reason }
}

/** Returns how often each source gives each answer in each group, summed from the joint answers. */
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

export const reassessMethod: AggregationMethod<ReassessParameters> = {
  ...methodDefaults,
  name: 'reassess',
  title: 'Reassess',
  describe:
    'Dawid-Skene that also uses the original label, the models’ top-1 predictions and experts as evidence, and learns how reliable each is for each class. The default: it ranks labels best of all methods on the published votes.',
  source: 'Dawid & Skene (1979), with evidence by class (docs/method.md).',
  defaults: reassessDefaults,
  usesGolden: ({ useGolden }) => useGolden,
  run: reassess,
}
