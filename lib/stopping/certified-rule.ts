import { upperShareBound } from '@/lib/numeric/binomial-bound'
import { seededRandom } from '@/lib/numeric/seeded-random'
import type { Decisions } from './decisions'
import {
  type FlipModel,
  flipChances,
  isStopped,
  learnedStates,
  learnFlipModel,
  type Prices,
  type StoppingRule,
  stoppingRule,
} from './stopping-rule'
import type { ReplayedStates, VoteStates } from './vote-states'

/** What a candidate is drawn for. Audited candidates get every vote that could change them. */
export const roles = { ordinary: 0, learned: 1, audited: 2 } as const

export type Audit = {
  /** Shares of candidates that the model is learned from, and that the limit is proved on. */
  learnShare: number
  auditShare: number
  /** Largest share of decisions that may change, and the confidence of that. */
  limit: number
  confidence: number
  keptPrice: number
}

export const auditDefaults: Omit<Audit, 'limit'> = {
  learnShare: 0.04,
  auditShare: 0.08,
  confidence: 0.95,
  keptPrice: 4,
}

/** From strict to loose. Fixed before any vote is seen. */
export const prices: readonly number[] = Array.from({ length: 48 }, (_, step) => 5e-4 * 1.1 ** step)

/** Returns Uint8Array[C] of `roles`, drawn independently, so that what is proved on the audited holds for all. */
export function drawnRoles(candidateCount: number, shares: Audit, seed: number): Uint8Array {
  const random = seededRandom(seed)
  return Uint8Array.from({ length: candidateCount }, () => roleAt(random(), shares))
}

/** Returns the role of a candidate whose random number is `point`, from 0 to below 1. */
export function roleAt(point: number, { learnShare, auditShare }: Pick<Audit, 'learnShare' | 'auditShare'>): number {
  if (point < learnShare) return roles.learned
  return point < learnShare + auditShare ? roles.audited : roles.ordinary
}

export type CertifiedRule = {
  model: FlipModel
  /** Null if even the strictest price was not proved. Then candidates stop only if no vote can change them. */
  rule: StoppingRule | null
  /** Audited candidates that the rule changes (without a rule: the strictest price), and all audited ones. */
  changed: number
  audited: number
  /** Upper confidence bound on the share of changed decisions. */
  bound: number
}

/** Adds the probability of a flip in each state and, at index t − 1, the learned states with t votes to come. */
type FoundRule = CertifiedRule & { chances: Float64Array; learned: readonly number[][] }

/**
 * Finds the loosest rule for which the audited candidates prove that it changes at most `limit` of all decisions.
 *
 * Prices are tried from strict to loose until one is not proved, so that multiple tests cost no confidence. The proof
 * makes no assumption about raters, only that the audited candidates were drawn independently.
 * Source: fixed-sequence testing as in Angelopoulos et al. (2021), Learn then Test, arXiv 2110.01052, with the bound of
 *         Clopper & Pearson (1934).
 */
export function certifiedRule(
  decisions: Decisions,
  states: ReplayedStates,
  role: Uint8Array,
  audit: Omit<Audit, 'learnShare' | 'auditShare'>,
): FoundRule {
  const isLearned = role.map((one) => (one === roles.learned ? 1 : 0))
  const learned = learnedStates(states, isLearned)
  const model = learnFlipModel(decisions, states, isLearned, learned)
  const chances = flipChances(decisions, states, model, { isKept: states.isKept, isLearned })
  const audited = [...role.keys()].filter((candidate) => role[candidate] === roles.audited)
  const found: FoundRule = {
    ...{ model, chances, learned, rule: null, changed: 0, bound: 1 },
    audited: audited.length,
  }
  if (audited.length === 0) return found
  for (const price of prices) {
    const asked: Prices = { price, keptPrice: audit.keptPrice }
    const rule = stoppingRule(decisions, states, chances, learned, asked)
    const stops = (state: number) => isStopped(decisions, states, chances, rule, state)
    const { changed } = outcomeOf(decisions, states, stops, audited)
    const bound = upperShareBound(changed, audited.length, 1 - audit.confidence)
    if (bound > audit.limit) {
      if (!found.rule) Object.assign(found, { changed, bound })
      break
    }
    Object.assign(found, { rule, changed, bound })
  }
  return found
}

/** Whether no further votes can change the decision. Stopping there needs no audit and changes nothing. */
export const isSettled = ({ canFlip }: VoteStates, state: number): boolean => canFlip[state] === 0

/** Result of stopping early. */
export type StopOutcome = {
  /** Votes used, and all votes. */
  used: number
  votes: number
  /** Decisions that all votes would have changed, and how many of them lose a label. */
  changed: number
  lost: number
}

/** Called for each candidate with whether its label is kept, and whether all votes keep it. */
export type OnDecision = (candidate: number, isKept: boolean, isKeptByAll: boolean) => void

/** Stops each candidate at the first of its states that stops, and returns the result. */
export function outcomeOf(
  { threshold, votes: { itemStart } }: Decisions,
  { start, logOdds, isKept }: ReplayedStates,
  stops: (state: number) => boolean,
  candidates: Iterable<number>,
  onDecision?: OnDecision,
): StopOutcome {
  const outcome = { used: 0, votes: 0, changed: 0, lost: 0 }
  for (const candidate of candidates) {
    const end = start[candidate + 1]!
    let state = start[candidate]!
    while (state < end && !stops(state)) state++
    const count = itemStart[candidate + 1]! - itemStart[candidate]!
    outcome.votes += count
    outcome.used += count - (end - state)
    const decision = state < end ? logOdds[state]! >= threshold : isKept[candidate] === 1
    const byAll = isKept[candidate] === 1
    onDecision?.(candidate, decision, byAll)
    if (decision === byAll) continue
    outcome.changed++
    if (!decision) outcome.lost++
  }
  return outcome
}
