import { type Random, seededRandom } from '@/lib/numeric/seeded-random'
import type { ItemAggregation } from './aggregation-method'
import { methodOfAnswers } from './candidate-score'
import { dirichletDivergence, meanLogWeights, meanWeights } from './dirichlet-weights'
import { bestOfRestarts } from './iterate'
import type { RunContext } from './run-context'
import { informationSkillMeaning, skillOfMatrices, trivialResult, voteShares } from './vote-shares'
import type { VoteTable } from './vote-table'

export type EbccParameters = {
  /** Kinds of items within each class; a rater has the same error rates on all items of a kind. */
  kinds: number
  /** Dirichlet prior on the shares of kinds, divided among the kinds. Above 0; small values leave kinds empty. */
  kindPrior: number
  /** Symmetric Dirichlet prior on the classes. Above 0. */
  classPrior: number
  /** Pseudo-votes of every rater for the right answer, and for each wrong one. Above 0. */
  rightPrior: number
  wrongPrior: number
  /** Number of random starts; the one with the highest bound is kept. */
  restarts: number
  seed: number
  /** A restart stops when the bound per vote rises by less, in nats. */
  tolerance: number
  /** Per restart. */
  maxIterations: number
}

export const ebccDefaults: EbccParameters = {
  kinds: 10,
  kindPrior: 0.1,
  classPrior: 1,
  rightPrior: 4,
  wrongPrior: 1,
  restarts: 3,
  seed: 1,
  tolerance: 1e-5,
  maxIterations: 500,
}

/** Variational parameters; G = K · M kinds in all, those of class k from k · M on. */
type Learned = {
  /** Float64Array[K], [K * M] and [R * G * A]: expected counts plus the prior's. */
  classCount: Float64Array
  kindCount: Float64Array
  answerCount: Float64Array
}

/**
 * Enhanced Bayesian classifier combination by variational Bayes: every class has kinds of items, such as easy and hard
 * ones, and a rater has a row of answer probabilities for each kind, so raters who make the same errors on a kind are
 * not treated as independent: z ~ τ, g | z ~ π_z, answer of rater r | g ~ v_rg. The answers are the classes.
 *
 * Source: Li, Rubinstein & Cohn (2019), Exploiting Worker Correlation for Label Aggregation in Crowdsourcing, ICML,
 *         PMLR 97:3886-3895, with its priors. Deviations: restarts stop by tolerance, and the best is the one with the
 *         highest variational bound on the log-likelihood.
 * Shapes: I items, R raters, K classes. Returns posterior Float64Array[I * K], rows sum to 1; rater matrices
 *         Float64Array[R * K * K], the mean over kinds; logLikelihood in nats, at the posterior means. `history` is the
 *         bound on it in the best restart and never falls.
 * Errors: RangeError if there are no answers, a prior is not above 0, or there is no kind or restart. Without votes, or
 *         with one answer, nothing is learned. An item without votes has the class prior as its posterior. A rater who
 *         votes twice on an item counts twice. Not converging is not an error.
 * Cost:   O(restarts · iterations · votes · K · M) time, O(I · K · M + R · K² · M) memory. Deterministic by seed.
 */
export function ebcc(votes: VoteTable, parameters: EbccParameters, context: RunContext): ItemAggregation {
  const { kinds, restarts, seed, kindPrior, classPrior, rightPrior, wrongPrior } = parameters
  if (!([kindPrior, classPrior, rightPrior, wrongPrior].every((prior) => prior > 0) && kinds >= 1 && restarts >= 1)) {
    throw new RangeError('Priors are above 0, and there is at least one kind and one restart')
  }
  const trivial = trivialResult(votes, 0, informationSkillMeaning)
  if (trivial) return trivial
  const { itemCount, raterCount, answerCount: K } = votes
  const groupCount = K * kinds
  const random = seededRandom(seed)
  const share = voteShares(votes)
  /** Float64Array[I * G]: P(kind | votes) of each item. */
  const member = new Float64Array(itemCount * groupCount)
  const learned: Learned = {
    classCount: new Float64Array(K),
    kindCount: new Float64Array(groupCount),
    answerCount: new Float64Array(raterCount * groupCount * K),
  }
  const weights = new Float64Array(learned.answerCount.length)
  const { learned: best, iterated } = bestOfRestarts(votes, parameters, context, {
    start: () => drawMembers(member, share, kinds, random),
    step: () => {
      countMembers(votes, member, parameters, learned)
      const logNormaliser = findMembers(votes, learned, { kinds, weigh: meanLogWeights, weights, member })
      return logNormaliser - divergence(learned, parameters, K)
    },
    copy: () => structuredClone({ member, learned }),
  })
  const prior = new Float64Array(K)
  meanWeights(best.learned.classCount, K, prior)
  const posterior = posteriorOf(votes, best.member, prior, kinds)
  const logLikelihood = findMembers(votes, best.learned, { kinds, weigh: meanWeights, weights, member })
  return {
    classCount: K,
    posterior,
    raters: skillOfMatrices(meanMatrices(best.learned, kinds, K), prior, new Int32Array(raterCount)),
    prior,
    logLikelihood,
    ...iterated,
  }
}

/** Splits each item's vote shares over the kinds of each class at random. */
function drawMembers(member: Float64Array, share: Float64Array, kinds: number, random: Random) {
  for (let row = 0, from = 0; row < share.length; row++, from += kinds) {
    let sum = 0
    for (let at = from; at < from + kinds; at++) {
      // Normalised exponential draws are uniform on the simplex.
      member[at] = -Math.log(1 - random())
      sum += member[at]!
    }
    for (let at = from; at < from + kinds; at++) member[at]! *= share[row]! / sum
  }
}

function countMembers(
  { itemCount, itemStart, code, answerCount: K }: VoteTable,
  member: Float64Array,
  { kinds, kindPrior, classPrior, rightPrior, wrongPrior }: EbccParameters,
  { classCount, kindCount, answerCount }: Learned,
) {
  const groupCount = K * kinds
  classCount.fill(classPrior)
  kindCount.fill(kindPrior / kinds)
  for (let at = 0; at < answerCount.length; at++) {
    const ofClass = Math.floor((Math.floor(at / K) % groupCount) / kinds)
    answerCount[at] = at % K === ofClass ? rightPrior : wrongPrior
  }
  for (let item = 0; item < itemCount; item++) {
    if (itemStart[item] === itemStart[item + 1]) continue
    const row = item * groupCount
    for (let group = 0; group < groupCount; group++) {
      classCount[Math.floor(group / kinds)]! += member[row + group]!
      kindCount[group]! += member[row + group]!
    }
    for (let index = itemStart[item]!; index < itemStart[item + 1]!; index++) {
      const rater = Math.floor(code[index]! / K)
      let cell = rater * groupCount * K + (code[index]! % K)
      for (let group = 0; group < groupCount; group++, cell += K) answerCount[cell]! += member[row + group]!
    }
  }
}

/** Writes the memberships from the weights that `weigh` derives; returns the sum of the items' log normalisers. */
function findMembers(
  { itemCount, itemStart, code, answerCount: K }: VoteTable,
  { classCount, kindCount, answerCount }: Learned,
  {
    kinds,
    weigh,
    weights,
    member,
  }: { kinds: number; weigh: typeof meanWeights; weights: Float64Array; member: Float64Array },
): number {
  const groupCount = K * kinds
  const base = new Float64Array(groupCount)
  const ofClass = new Float64Array(K)
  weigh(classCount, K, ofClass)
  weigh(kindCount, kinds, base)
  for (let group = 0; group < groupCount; group++) {
    base[group] = Math.log(base[group]!) + Math.log(ofClass[Math.floor(group / kinds)]!)
  }
  weigh(answerCount, K, weights)
  for (let at = 0; at < weights.length; at++) weights[at] = Math.log(weights[at]!)
  let logNormaliser = 0
  for (let item = 0; item < itemCount; item++) {
    if (itemStart[item] === itemStart[item + 1]) continue
    const row = item * groupCount
    for (let group = 0; group < groupCount; group++) member[row + group] = base[group]!
    for (let index = itemStart[item]!; index < itemStart[item + 1]!; index++) {
      let cell = Math.floor(code[index]! / K) * groupCount * K + (code[index]! % K)
      for (let group = 0; group < groupCount; group++, cell += K) member[row + group]! += weights[cell]!
    }
    let largest = Number.NEGATIVE_INFINITY
    for (let group = 0; group < groupCount; group++) largest = Math.max(largest, member[row + group]!)
    let sum = 0
    for (let group = 0; group < groupCount; group++) {
      member[row + group] = Math.exp(member[row + group]! - largest)
      sum += member[row + group]!
    }
    for (let group = 0; group < groupCount; group++) member[row + group]! /= sum
    logNormaliser += largest + Math.log(sum)
  }
  return logNormaliser
}

/** KL divergence of the variational parameters from the priors, in nats. */
function divergence({ classCount, kindCount, answerCount }: Learned, parameters: EbccParameters, K: number): number {
  const { kinds, kindPrior, classPrior, rightPrior, wrongPrior } = parameters
  let sum =
    dirichletDivergence(classCount, new Array<number>(K).fill(classPrior)) +
    dirichletDivergence(kindCount, new Array<number>(kinds).fill(kindPrior / kinds))
  const width = K * kinds * K
  for (let k = 0; k < K; k++) {
    const prior = Array.from({ length: K }, (_, answer) => (answer === k ? rightPrior : wrongPrior))
    for (let rater = 0; rater < answerCount.length; rater += width) {
      const from = rater + k * kinds * K
      sum += dirichletDivergence(answerCount.subarray(from, from + kinds * K), prior)
    }
  }
  return sum
}

/** Float64Array[R * K * A]: P(answer | class), the mean of a rater's rows over the kinds of the class. */
function meanMatrices({ kindCount, answerCount }: Learned, kinds: number, K: number): Float64Array {
  const ofKind = new Float64Array(kindCount.length)
  meanWeights(kindCount, kinds, ofKind)
  const rows = new Float64Array(answerCount.length)
  meanWeights(answerCount, K, rows)
  const matrices = new Float64Array(answerCount.length / kinds)
  for (let at = 0; at < rows.length; at++) {
    const group = Math.floor(at / K)
    matrices[Math.floor(group / kinds) * K + (at % K)]! += ofKind[group % kindCount.length]! * rows[at]!
  }
  return matrices
}

function posteriorOf(
  { itemCount, itemStart, answerCount: K }: VoteTable,
  member: Float64Array,
  prior: Float64Array,
  kinds: number,
): Float64Array {
  const posterior = new Float64Array(itemCount * K)
  for (let item = 0; item < itemCount; item++) {
    if (itemStart[item] === itemStart[item + 1]) {
      posterior.set(prior, item * K)
      continue
    }
    for (let group = 0; group < K * kinds; group++) {
      posterior[item * K + Math.floor(group / kinds)]! += member[item * K * kinds + group]!
    }
  }
  return posterior
}

export const ebccMethod = methodOfAnswers(
  ebcc,
  {
    name: 'ebcc',
    title: 'EBCC',
    describe:
      'Divides each class into kinds of candidates on which raters err together, so that errors they share are not counted as independent evidence. Slow, and its result depends on random starts.',
    source: 'Li, Rubinstein & Cohn (2019), ICML, PMLR 97:3886-3895.',
    defaults: { ...ebccDefaults, maybeWeight: 0.5 },
  },
  { hasMatrices: true, kinds: ebccDefaults.kinds },
)
