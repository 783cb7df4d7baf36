import { logit } from '@/lib/numeric/logistic'
import {
  type AggregationInput,
  type AggregationMethod,
  type AggregationResult,
  CannotAggregate,
  checkInput,
  methodDefaults,
} from './aggregation-method'
import { type GoldenTruth, goldenTruth, judgedTruth, type MinimumYes } from './golden-truth'
import { type AnswerMatrix, originalLabelCalibration, raterCalibration } from './rater-calibration'
import { skillOfMatrices } from './vote-shares'

/** Treats the original label as one more annotator on candidates of some classes. */
type OriginalLabelAnnotator = {
  /** First and last class index it applies to, inclusive. */
  firstClass: number
  lastClass: number
  /** Yeses that make a golden candidate true when this annotator is calibrated. */
  minimumYes: MinimumYes
}

export type CalibratedParameters = {
  minimumYes: MinimumYes
  /** Probability that a label holds before any vote; `golden` uses its share among the golden candidates. */
  prior: number | 'golden'
  /** Pseudo-count added to every answer, so that no answer is impossible. Above 0. */
  smoothing: number
  originalLabel: OriginalLabelAnnotator | null
}

export const calibratedDefaults: CalibratedParameters = {
  minimumYes: 'majority',
  prior: 'golden',
  smoothing: 1,
  originalLabel: null,
}

/** Reproduces the published scores and labels exactly: five experts, and animals as classes 0 to 397. */
export const realPreset: CalibratedParameters = {
  minimumYes: 3,
  prior: 'golden',
  smoothing: 1,
  originalLabel: { firstClass: 0, lastClass: 397, minimumYes: 2 },
}

const largestProduct = 1e250

/** Returns a sentence that says why the method cannot run on these data and what to do; null if it can. */
function cannotCalibrate({ goldenAnswers }: AggregationInput): string | null {
  const expertAnswers = goldenAnswers.isExpert.reduce((sum, isExpert) => sum + isExpert, 0)
  if (expertAnswers === 0) {
    return 'The calibrated method needs golden answers from experts. Have experts answer some images first, or choose “Mean vote”.'
  }
  const answeredByExpert = new Set<number>()
  for (const [index, candidate] of goldenAnswers.candidate.entries()) {
    if (goldenAnswers.isExpert[index] === 1) answeredByExpert.add(candidate)
  }
  const hasCalibratedRater = goldenAnswers.candidate.some(
    (candidate, index) => goldenAnswers.isExpert[index] === 0 && answeredByExpert.has(candidate),
  )
  if (hasCalibratedRater) return null
  return 'The calibrated method needs raters who answered the same candidates as the experts. Add gold questions first, or choose “Mean vote”.'
}

const isMixed = ({ positiveCount, goldenCount }: GoldenTruth) => positiveCount > 0 && positiveCount < goldenCount

/**
 * Returns the truth of the golden candidates that represent those with votes: the drawn ones with votes; all drawn ones
 * if these are all alike, as before the first vote; all golden ones if those are.
 */
function representativeTruth(input: AggregationInput, minimumYes: MinimumYes): GoldenTruth {
  const { goldenAnswers, votes, isChosen } = input
  const judged = judgedTruth(input, minimumYes)
  if (isMixed(judged)) return judged
  const drawn = goldenTruth(goldenAnswers, votes.itemCount, minimumYes, isChosen)
  return isMixed(drawn) ? drawn : goldenTruth(goldenAnswers, votes.itemCount, minimumYes)
}

function goldenPrior(input: AggregationInput, minimumYes: MinimumYes): number {
  const { positiveCount, goldenCount } = representativeTruth(input, minimumYes)
  return positiveCount / goldenCount
}

/** Returns the experts' truth of the golden candidates. Throws CannotAggregate if it is the same for all of them. */
function mixedTruth({ goldenAnswers, votes }: AggregationInput, minimumYes: MinimumYes) {
  const truth = goldenTruth(goldenAnswers, votes.itemCount, minimumYes)
  if (isMixed(truth)) return truth
  const kind = truth.positiveCount === 0 ? 'hold' : 'not apply'
  throw new CannotAggregate(
    `According to the experts, no golden candidate is known to ${kind}, so raters cannot be calibrated. Have experts answer more images, or lower the number of experts required.`,
  )
}

const annotatorCalibration = (input: AggregationInput, minimumYes: MinimumYes, smoothing: number) =>
  originalLabelCalibration(input, representativeTruth(input, minimumYes), smoothing)

/**
 * Two hidden classes (the label holds or not), with every rater's confusion matrix estimated from golden answers.
 *
 * Source: the model of Dawid & Skene (1979), Appl. Statist. 28(1):20-28, without EM; fitted to the released files of
 *         Beyer et al. (2020), arXiv 2006.07159, whose scores `realPreset` reproduces.
 *         log-odds = logit(prior) + sum over votes of log P(answer | holds) − log P(answer | does not hold).
 * Shapes: C candidates, R raters. Returns score Float64Array[C] = P(holds | votes), posterior Float64Array[C * 2],
 *         rater matrices Float64Array[R * 2 * 3]; logLikelihood in nats. A candidate without votes keeps the prior.
 * Errors: CannotAggregate if experts or raters have no golden answers, or if the golden candidates all have the same
 *         truth; RangeError if the input is inconsistent.
 * Cost:   O(votes + C + golden answers) time, O(C + R) memory. Deterministic.
 */
export function calibrated(input: AggregationInput, parameters: CalibratedParameters): AggregationResult {
  checkInput(input)
  const obstacle = cannotCalibrate(input)
  if (obstacle) throw new CannotAggregate(obstacle)
  const { votes, goldenAnswers, candidateClass, candidateIsOriginal } = input
  const { itemCount: candidateCount, itemStart, code } = votes
  const { smoothing, originalLabel } = parameters
  const truth = mixedTruth(input, parameters.minimumYes)
  const prior = parameters.prior === 'golden' ? goldenPrior(input, parameters.minimumYes) : parameters.prior
  const { probability, goldenAnswerCount } = raterCalibration(goldenAnswers, truth, votes.raterCount, smoothing)
  const annotator = originalLabel && annotatorCalibration(input, originalLabel.minimumYes, smoothing)
  const ofRaters = voteWeights(probability)
  const ofAnnotator = annotator && voteWeights([...annotator.negative, ...annotator.positive])
  const priorLogOdds = logit(prior)
  const priorNegative = Math.log1p(-prior)

  const score = new Float64Array(candidateCount)
  const posterior = new Float64Array(candidateCount * 2)
  let logLikelihood = 0
  let product = 1
  for (let candidate = 0; candidate < candidateCount; candidate++) {
    let logOdds = priorLogOdds
    let logNegative = priorNegative
    for (let index = itemStart[candidate]!; index < itemStart[candidate + 1]!; index++) {
      logOdds += ofRaters.evidence[code[index]!]!
      logNegative += ofRaters.logNegative[code[index]!]!
    }
    const ownClass = candidateClass[candidate]!
    if (originalLabel && ofAnnotator && ownClass >= originalLabel.firstClass && ownClass <= originalLabel.lastClass) {
      const cell = candidateIsOriginal[candidate] === 1 ? 2 : 0
      logOdds += ofAnnotator.evidence[cell]!
      logNegative += ofAnnotator.logNegative[cell]!
    }
    // One exponential serves both branches of the sigmoid and the likelihood, and never overflows.
    const power = Math.exp(-Math.abs(logOdds))
    const larger = 1 / (1 + power)
    const smaller = power / (1 + power)
    const holds = logOdds >= 0 ? larger : smaller
    score[candidate] = holds
    posterior[2 * candidate] = logOdds >= 0 ? smaller : larger
    posterior[2 * candidate + 1] = holds
    // P(votes) = P(votes, does not hold) / P(does not hold | votes), where 1 / P(does not hold | votes) = 1 + odds. The
    // factors 1 + power are multiplied first, so that one logarithm serves many candidates.
    logLikelihood += logNegative + Math.max(0, logOdds)
    product *= 1 + power
    if (product > largestProduct) {
      logLikelihood += Math.log(product)
      product = 1
    }
  }
  logLikelihood += Math.log(product)
  const priors = Float64Array.of(1 - prior, prior)
  return {
    classCount: 2,
    score,
    posterior,
    raters: skillOfMatrices(probability, priors, goldenAnswerCount),
    annotators: annotator && originalLabel ? [annotatorOf(annotator, originalLabel)] : [],
    logLikelihood,
    history: [logLikelihood],
    prior: priors,
    iterations: 1,
    converged: true,
    stopReason: 'Rater matrices come from golden answers, so one pass is enough.',
    interval: null,
  }
}

const annotatorOf = ({ negative, positive }: AnswerMatrix, { firstClass, lastClass }: OriginalLabelAnnotator) => ({
  name: 'Original label',
  group: `Classes ${firstClass} to ${lastClass}`,
  answers: ['no', 'maybe', 'yes'],
  probability: [negative, positive],
})

/** For each (annotator, answer): log P(answer | does not hold), and the log-likelihood ratio for the label, in nats. */
function voteWeights(probability: ArrayLike<number>) {
  const cellCount = probability.length / 2
  const evidence = new Float64Array(cellCount)
  const logNegative = new Float64Array(cellCount)
  for (let cell = 0; cell < cellCount; cell++) {
    const negativeAt = Math.floor(cell / 3) * 6 + (cell % 3)
    logNegative[cell] = Math.log(probability[negativeAt]!)
    evidence[cell] = Math.log(probability[negativeAt + 3]!) - logNegative[cell]!
  }
  return { evidence, logNegative }
}

export const calibratedMethod: AggregationMethod<CalibratedParameters> = {
  ...methodDefaults,
  name: 'calibrated',
  title: 'Calibrated raters',
  describe:
    'Weights each vote by the rater’s accuracy on golden answers; raters without any get the average weight. The preset reproduces the published ReaL labels exactly.',
  source: 'Beyer et al. (2020), arXiv 2006.07159, as found in the released files.',
  defaults: calibratedDefaults,
  presets: { real: { parameters: realPreset, threshold: 0.8 } },
  usesGolden: () => true,
  cannotRun: cannotCalibrate,
  run: (input, parameters) => calibrated(input, parameters),
}
