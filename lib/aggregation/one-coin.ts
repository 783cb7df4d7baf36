import type { ItemAggregation } from './aggregation-method'
import { methodOfAnswers } from './candidate-score'
import { iterate } from './iterate'
import { countRightAnswers, rightAnswerMatrices, rightAnswerPass } from './right-answer-pass'
import type { RunContext } from './run-context'
import { cellVotes, raterVotes, skillOnly, trivialResult, voteShares } from './vote-shares'
import type { VoteTable } from './vote-table'

export type OneCoinParameters = {
  /** Pseudo-votes added to every rater's right answers, and as many to the wrong ones. 0 is maximum likelihood. */
  smoothing: number
  /** EM stops when the objective per vote rises by less, in nats. */
  tolerance: number
  maxIterations: number
}

export const oneCoinDefaults: OneCoinParameters = { smoothing: 1, tolerance: 1e-7, maxIterations: 500 }

const skillMeaning = 'Probability of a correct answer.'
/** Keeps every skill within [floor, 1 − floor]; otherwise a single vote could decide alone. */
const floor = 1e-10

/**
 * One-coin Dawid-Skene EM: rater r is right with probability p_r whatever the class, and wrong answers are spread
 * evenly: P(answer a | class k) = p_r if a = k, otherwise (1 − p_r) / (K − 1). The answers are the classes.
 *
 * Source: Zhang, Chen, Zhou & Jordan (2014), "Spectral methods meet EM", arXiv 1406.3824, section 2. Deviations: a
 *         class prior is estimated; p_r has the prior Beta(smoothing + 1, smoothing + 1) and stays 1e-10 away from 0
 *         and 1; EM starts from vote shares.
 * Shapes: I items, R raters, K classes. Returns posterior Float64Array[I * K], rows sum to 1; rater matrices
 *         Float64Array[R * K * K]; skill p_r; logLikelihood in nats under the last parameters, exact. `history`, the
 *         criterion of convergence, is the log-likelihood plus the log prior density up to a constant, non-decreasing;
 *         with smoothing 0 it is the log-likelihood.
 * Errors: RangeError if there are no answers. Without votes, or with one answer, nothing is learned and the posterior
 *         is uniform. An item without votes has the prior as its posterior and is not counted; a rater without votes
 *         has p_r = ½. A rater who votes twice on an item counts twice. Not converging is not an error.
 * Cost:   O(iterations · (votes + I · K)) time, O(I · K + R · K²) memory. Deterministic.
 */
export function oneCoin(
  votes: VoteTable,
  { smoothing, ...limits }: OneCoinParameters,
  context: RunContext,
): ItemAggregation {
  const trivial = trivialResult(votes, 0.5, skillMeaning)
  if (trivial) return trivial
  const { raterCount, answerCount } = votes
  const votesOfCell = cellVotes(votes)
  const votesOfRater = raterVotes(votes, votesOfCell)
  const posterior = voteShares(votes)
  const skill = new Float64Array(raterCount)
  const model = {
    prior: new Float64Array(answerCount),
    base: new Float64Array(raterCount * answerCount),
    ratio: new Float64Array(raterCount * answerCount),
  }
  const counts = {
    right: new Float64Array(raterCount * answerCount),
    classTotal: new Float64Array(answerCount),
  }
  countRightAnswers(votes, posterior, counts)

  const maximise = () => {
    let items = 0
    for (let k = 0; k < answerCount; k++) items += counts.classTotal[k]!
    for (let k = 0; k < answerCount; k++) model.prior[k] = counts.classTotal[k]! / items
    let logPrior = 0
    for (let rater = 0; rater < raterCount; rater++) {
      let right = smoothing
      for (let answer = 0; answer < answerCount; answer++) right += counts.right[rater * answerCount + answer]!
      const total = votesOfRater[rater]! + 2 * smoothing
      const share = total > 0 ? Math.min(1 - floor, Math.max(floor, right / total)) : 0.5
      skill[rater] = share
      logPrior += smoothing * (Math.log(share) + Math.log1p(-share))
      const wrong = (1 - share) / (answerCount - 1)
      for (let answer = 0; answer < answerCount; answer++) {
        model.base[rater * answerCount + answer] = wrong
        model.ratio[rater * answerCount + answer] = share / wrong
      }
    }
    return logPrior
  }

  const iterated = iterate(votes, limits, context, () => {
    const logPrior = maximise()
    return { logLikelihood: rightAnswerPass(votes, votesOfCell, model, counts, null), logPrior }
  })
  rightAnswerPass(votes, votesOfCell, model, counts, posterior)
  return {
    classCount: answerCount,
    posterior,
    raters: {
      ...skillOnly(skill, skillMeaning),
      probability: rightAnswerMatrices(model, raterCount, answerCount),
    },
    prior: model.prior,
    ...iterated,
  }
}

export const oneCoinMethod = methodOfAnswers(oneCoin, {
  name: 'one-coin',
  title: 'One-coin Dawid-Skene',
  describe:
    'Estimates one accuracy per rater, independent of the true answer, with no, maybe and yes as three classes. More robust than Dawid-Skene with few votes per rater, but cannot model raters who say yes too often.',
  source: 'Zhang, Chen, Zhou & Jordan (2014), arXiv 1406.3824.',
  defaults: { ...oneCoinDefaults, maybeWeight: 0.5 },
})
