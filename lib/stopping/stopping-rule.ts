import { sigmoid } from '@/lib/numeric/logistic'
import { logisticRegression } from '@/lib/numeric/logistic-regression'
import { type ClassShares, classPriors, classShares } from './class-shares'
import type { Decisions } from './decisions'
import { featureCount, stateFeatures } from './state-features'
import type { ReplayedStates, VoteStates } from './vote-states'

/** Predicts the probability that the votes to come change a decision. */
export type FlipModel = {
  shares: ClassShares
  /** At index t − 1: Float64Array[featureCount], the weights with t votes to come. */
  weights: Float64Array[]
}

const ridge = 1

/** Candidates with all their votes: those with `isLearned` [C] 1. `isKept` [C] is the decision of all votes. */
export type Learned = { isKept: Uint8Array; isLearned: Uint8Array }

/**
 * Learns the model from replays of candidates with all their votes.
 *
 * Source: a logistic regression per number of votes to come, over the states that these could still change.
 * Cost:   about a second for 10,000 candidates with five votes.
 */
export function learnFlipModel(
  decisions: Decisions,
  states: ReplayedStates,
  isLearned: Uint8Array,
  learned: readonly number[][],
): FlipModel {
  const shares = classShares(decisions, states.isKept, isLearned)
  const rows = stateFeatures(decisions, states, classPriors(decisions, shares, { ...states, isLearned }))
  const weights = learned.map((chosen) => {
    const features = new Float64Array(chosen.length * featureCount)
    const outcome = new Uint8Array(chosen.length)
    chosen.forEach((state, row) => {
      features.set(rows.subarray(state * featureCount, (state + 1) * featureCount), row * featureCount)
      const isAbove = states.logOdds[state]! >= decisions.threshold
      outcome[row] = isAbove === (states.isKept[states.candidate[state]!] === 1) ? 0 : 1
    })
    return logisticRegression(features, outcome, featureCount, ridge)
  })
  return { shares, weights }
}

/** Returns at index t − 1 the states of learned candidates with t votes to come that can still change. */
export function learnedStates({ candidate, toCome, canFlip }: VoteStates, isLearned: Uint8Array): number[][] {
  const chosen: number[][] = []
  for (let state = 0; state < candidate.length; state++) {
    if (isLearned[candidate[state]!] === 0) continue
    while (chosen.length < toCome[state]!) chosen.push([])
    if (canFlip[state] === 1) chosen[toCome[state]! - 1]!.push(state)
  }
  return chosen
}

/** Returns Float64Array[S]: the probability that the votes to come change the decision; 0 if they cannot. */
export function flipChances(
  decisions: Decisions,
  states: VoteStates,
  model: FlipModel,
  learned: Learned,
): Float64Array {
  const rows = stateFeatures(decisions, states, classPriors(decisions, model.shares, learned))
  const chances = new Float64Array(states.candidate.length)
  for (let state = 0; state < chances.length; state++) {
    const weights = model.weights[states.toCome[state]! - 1]
    if (states.canFlip[state] === 0) continue
    // Never stops with more votes to come than were learned from.
    if (!weights) {
      chances[state] = 1
      continue
    }
    let logOdds = 0
    for (let column = 0; column < featureCount; column++) {
      logOdds += weights[column]! * rows[state * featureCount + column]!
    }
    chances[state] = sigmoid(logOdds)
  }
  return chances
}

export type Prices = {
  /** Cost of one vote, where a changed decision costs 1. */
  price: number
  /** Cost of losing a kept label. */
  keptPrice: number
}

/** Expected cost of a state from its next vote on: at index t − 1 for t votes to come, others then original labels. */
export type StoppingRule = Prices & { tables: [CostTable, CostTable][] }
/** Mean cost by bin of risk. Bin b starts at bounds[b − 1]. */
type CostTable = { bounds: Float64Array; mean: Float64Array }

const maxBins = 20
const minInBin = 50

/** Expected cost of stopping in a state. */
const riskOf = ({ logOdds }: VoteStates, state: number, chance: number, threshold: number, keptPrice: number): number =>
  chance * (logOdds[state]! >= threshold ? 1 : keptPrice)

/**
 * Finds the rule with the lowest cost at these prices: backward induction from the last vote, over bins of the risk of
 * stopping, on the states that the model was learned from.
 *
 * Source: dynamic programming (Bellman 1957); value = min(risk, price + mean value after the next vote of states with
 *         about the same risk).
 */
export function stoppingRule(
  { candidateIsOriginal, threshold }: Decisions,
  states: ReplayedStates,
  chances: Float64Array,
  learned: readonly number[][],
  prices: Prices,
): StoppingRule {
  const value = new Float64Array(chances.length)
  const isOriginal = (state: number) => candidateIsOriginal[states.candidate[state]!]!
  const riskAt = (state: number) => riskOf(states, state, chances[state]!, threshold, prices.keptPrice)
  const tables = learned.map((chosen, index) => {
    const ofKind = (kind: number) =>
      costTable(
        chosen
          .filter((state) => isOriginal(state) === kind)
          .map((state) => ({ risk: riskAt(state), after: index > 0 ? value[state + 1]! : 0 })),
      )
    const pair: [CostTable, CostTable] = [ofKind(0), ofKind(1)]
    for (const state of chosen) {
      value[state] = Math.min(riskAt(state), prices.price + meanCost(pair[isOriginal(state)]!, riskAt(state)))
    }
    return pair
  })
  return { ...prices, tables }
}

function costTable(seen: { risk: number; after: number }[]): CostTable {
  const sorted = seen.toSorted((one, other) => one.risk - other.risk)
  const bins = Math.max(1, Math.min(maxBins, Math.floor(sorted.length / minInBin)))
  const from = (bin: number) => Math.floor((bin * sorted.length) / bins)
  const bounds = Float64Array.from({ length: bins - 1 }, (_, bin) => sorted[from(bin + 1)]!.risk)
  const mean = Float64Array.from({ length: bins }, (_, bin) => {
    const own = sorted.slice(from(bin), from(bin + 1))
    return own.reduce((sum, { after }) => sum + after, 0) / Math.max(1, own.length)
  })
  return { bounds, mean }
}

function meanCost({ bounds, mean }: CostTable, risk: number): number {
  let bin = 0
  while (bin < bounds.length && risk >= bounds[bin]!) bin++
  return mean[bin]!
}

/** Whether a further vote in a state costs more than it is expected to save, or can change nothing. */
export function isStopped(
  { candidateIsOriginal, threshold }: Decisions,
  states: VoteStates,
  chances: Float64Array,
  rule: StoppingRule,
  state: number,
): boolean {
  if (states.canFlip[state] === 0) return true
  const tables = rule.tables[states.toCome[state]! - 1]
  if (!tables) return false
  const risk = riskOf(states, state, chances[state]!, threshold, rule.keptPrice)
  return risk <= rule.price + meanCost(tables[candidateIsOriginal[states.candidate[state]!]!]!, risk)
}
