import { seededRandom } from '@/lib/numeric/seeded-random'
import type { ItemAggregation } from './aggregation-method'
import { methodOfAnswers } from './candidate-score'
import { dirichletDivergence, meanLogWeights, meanWeights } from './dirichlet-weights'
import { bestOfRestarts } from './iterate'
import {
  type RightAnswerCounts,
  type RightAnswerModel,
  rightAnswerMatrices,
  rightAnswerPass,
} from './right-answer-pass'
import type { RunContext } from './run-context'
import { cellVotes, skillOnly, trivialResult } from './vote-shares'
import type { VoteTable } from './vote-table'

export type MaceParameters = {
  /** Beta prior of every rater: pseudo-votes that are spam, and that are competent. Above 0. */
  spamPrior: number
  knowPrior: number
  /** Symmetric Dirichlet prior on the answers of a rater who spams. Above 0. */
  strategyPrior: number
  /** Whether the class prior is estimated; otherwise it is uniform, as in the paper. */
  estimatesPrior: boolean
  /** Number of starts: the first treats all raters alike, the others are drawn from the seed. */
  restarts: number
  seed: number
  /** A restart stops when the bound per vote rises by less, in nats. */
  tolerance: number
  /** Per restart. */
  maxIterations: number
}

export const maceDefaults: MaceParameters = {
  spamPrior: 0.5,
  knowPrior: 0.5,
  strategyPrior: 10,
  estimatesPrior: true,
  restarts: 10,
  seed: 1,
  tolerance: 1e-6,
  maxIterations: 200,
}

const skillMeaning = 'Probability that an answer is competent rather than spam.'
/** Range of random start weights, from 1 to 2.5, as in the authors' program. */
const startNoise = 1.5

type Raters = ReturnType<typeof raterWeights>

/** Sets the start weights: equal for all raters, or with noise. */
function startAfresh(model: RightAnswerModel, raters: Raters, random: (() => number) | null) {
  const answerCount = model.prior.length
  for (const weights of [raters.vote, raters.strategy]) {
    for (let at = 0; at < weights.length; at++) weights[at] = random ? 1 + startNoise * random() : 1
  }
  meanWeights(raters.vote, 2, raters.vote)
  meanWeights(raters.strategy, answerCount, raters.strategy)
  model.prior.fill(1 / answerCount)
  fillModel(model, raters, answerCount)
}

interface Climb {
  votes: VoteTable
  votesOfCell: ReturnType<typeof cellVotes>
  model: RightAnswerModel
  raters: Raters
  counts: { right: Float64Array; classTotal: Float64Array }
  parameters: MaceParameters
}

/** Runs one iteration; returns the bound on the log-likelihood that it reached. */
function raise({ votes, votesOfCell, model, raters, counts, parameters }: Climb): number {
  const { spamPrior, knowPrior, strategyPrior, estimatesPrior } = parameters
  const { answerCount } = votes
  countSpam(raters, model, counts, votesOfCell, parameters, answerCount)
  meanLogWeights(raters.voteCount, 2, raters.vote)
  meanLogWeights(raters.strategyCount, answerCount, raters.strategy)
  if (estimatesPrior) meanWeights(counts.classTotal, answerCount, model.prior)
  fillModel(model, raters, answerCount)
  return (
    rightAnswerPass(votes, votesOfCell, model, counts, null) -
    dirichletDivergence(raters.voteCount, [spamPrior, knowPrior]) -
    dirichletDivergence(raters.strategyCount, new Array<number>(answerCount).fill(strategyPrior))
  )
}

/**
 * MACE by variational Bayes: on each vote rater r spams with probability s_r, and then answers by its own fixed
 * strategy ξ_r whatever the class; otherwise it gives the true class. The answers are the classes.
 *   P(answer a | class k) = s_r ξ_r(a) + (1 − s_r) [a = k]
 *
 * Source: Hovy, Berg-Kirkpatrick, Vaswani & Hovy (2013), NAACL-HLT, 1120-1130, with its priors Beta(½, ½) on s_r and
 *         Dirichlet(10) on ξ_r. Deviations: the class prior is estimated, since a rare class would otherwise be
 *         mistaken for spam (`estimatesPrior` false gives the paper's model); the first start treats all raters alike;
 *         restarts stop by tolerance, and the best is the one with the highest variational bound on the log-likelihood;
 *         posterior, matrices and logLikelihood are those of the posterior means of s_r and ξ_r, so that they are
 *         consistent, where the authors keep the exponentials of mean logarithms, which sum to less than 1.
 * Shapes: I items, R raters, K classes. Returns posterior Float64Array[I * K], rows sum to 1; rater matrices
 *         Float64Array[R * K * K]; skill 1 − s_r; logLikelihood in nats, exact under the means. `history` is the bound
 *         in the best restart and never falls; it is the objective, so it also decides convergence.
 * Errors: RangeError if there are no answers, a prior is not above 0, or there is no restart. Without votes, or with
 *         one answer, nothing is learned. An item without votes has the class prior as its posterior, a rater without
 *         votes the prior mean. A rater who votes twice on an item counts twice. Not converging is not an error.
 * Cost:   O(restarts · iterations · (votes + I · K)) time, O(I · K + R · K²) memory. Deterministic by seed; with one
 *         restart, renumbering the raters changes nothing.
 */
export function mace(votes: VoteTable, parameters: MaceParameters, context: RunContext): ItemAggregation {
  const { spamPrior, knowPrior, strategyPrior, restarts, seed } = parameters
  if (!(spamPrior > 0 && knowPrior > 0 && strategyPrior > 0 && restarts >= 1)) {
    throw new RangeError('Priors are above 0, and there is at least one restart')
  }
  const trivial = trivialResult(votes, knowPrior / (spamPrior + knowPrior), skillMeaning)
  if (trivial) return trivial
  const { itemCount, raterCount, answerCount } = votes
  const cellCount = raterCount * answerCount
  const random = seededRandom(seed)
  const votesOfCell = cellVotes(votes)
  const raters = raterWeights(raterCount, answerCount)
  const model: RightAnswerModel = {
    prior: new Float64Array(answerCount).fill(1 / answerCount),
    base: new Float64Array(cellCount),
    ratio: new Float64Array(cellCount),
  }
  const counts = { right: new Float64Array(cellCount), classTotal: new Float64Array(answerCount) }
  const { learned, iterated } = bestOfRestarts(votes, parameters, context, {
    start: (restart) => {
      startAfresh(model, raters, restart === 0 ? null : random)
      rightAnswerPass(votes, votesOfCell, model, counts, null)
    },
    step: () => raise({ votes, votesOfCell, model, raters, counts, parameters }),
    copy: () => structuredClone({ prior: model.prior, raters }),
  })
  model.prior.set(learned.prior)
  meanWeights(learned.raters.voteCount, 2, raters.vote)
  meanWeights(learned.raters.strategyCount, answerCount, raters.strategy)
  fillModel(model, raters, answerCount)
  const posterior = new Float64Array(itemCount * answerCount)
  const logLikelihood = rightAnswerPass(votes, votesOfCell, model, counts, posterior)
  const skill = new Float64Array(raterCount)
  for (let rater = 0; rater < raterCount; rater++) skill[rater] = raters.vote[2 * rater + 1]!
  return {
    classCount: answerCount,
    posterior,
    raters: {
      ...skillOnly(skill, skillMeaning),
      probability: rightAnswerMatrices(model, raterCount, answerCount),
    },
    prior: model.prior,
    logLikelihood,
    ...iterated,
  }
}

type RaterWeights = {
  /** [R * 2] weight of spamming, then of answering competently. */
  vote: Float64Array
  /** [R * A] weight of each answer when spamming. */
  strategy: Float64Array
  /** Expected votes plus the prior's, in the same shapes. */
  voteCount: Float64Array
  strategyCount: Float64Array
}

const raterWeights = (raterCount: number, answerCount: number): RaterWeights => ({
  vote: new Float64Array(2 * raterCount),
  strategy: new Float64Array(raterCount * answerCount),
  voteCount: new Float64Array(2 * raterCount),
  strategyCount: new Float64Array(raterCount * answerCount),
})

function fillModel({ base, ratio }: RightAnswerModel, { vote, strategy }: RaterWeights, answerCount: number) {
  for (let cell = 0; cell < base.length; cell++) {
    const rater = Math.floor(cell / answerCount)
    base[cell] = vote[2 * rater]! * strategy[cell]!
    ratio[cell] = (base[cell]! + vote[2 * rater + 1]!) / base[cell]!
  }
}

/** The M-step's counts: splits the votes that match the class into competent answers and lucky guesses. */
function countSpam(
  { voteCount, strategyCount }: RaterWeights,
  { ratio }: RightAnswerModel,
  { right }: RightAnswerCounts,
  votesOfCell: Float64Array,
  { spamPrior, knowPrior, strategyPrior }: MaceParameters,
  answerCount: number,
) {
  for (let at = 0; at < voteCount.length; at += 2) {
    voteCount[at] = spamPrior
    voteCount[at + 1] = knowPrior
  }
  for (let cell = 0; cell < ratio.length; cell++) {
    const rater = Math.floor(cell / answerCount)
    const known = right[cell]! * (1 - 1 / ratio[cell]!)
    // Rounding may leave the competent votes slightly above the votes themselves.
    const spam = Math.max(0, votesOfCell[cell]! - known)
    voteCount[2 * rater]! += spam
    voteCount[2 * rater + 1]! += known
    strategyCount[cell] = strategyPrior + spam
  }
}

export const maceMethod = methodOfAnswers(mace, {
  name: 'mace',
  title: 'MACE',
  describe:
    'Models each vote as either competent or spam, and estimates how often each rater spams and with which answer. Designed for crowds with careless raters.',
  source: 'Hovy et al. (2013), NAACL-HLT.',
  defaults: { ...maceDefaults, maybeWeight: 0.5 },
})
