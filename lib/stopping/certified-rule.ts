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

/** What a candidate is drawn for. Audited ones get every vote that could change them. */
export const roles = { ordinary: 0, learned: 1, audited: 2 } as const

export type Audit = {
  /** Share of the candidates that the model is learned on, and share that the limit is proved on. */
  learnShare: number
  auditShare: number
  /** Largest share of decisions that may change, and how sure that is. */
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

/** From strict to loose; fixed before any vote is seen. */
export const prices: readonly number[] = Array.from({ length: 48 }, (_, step) => 5e-4 * 1.1 ** step)

/** Uint8Array[C] of `roles`, each candidate drawn on its own: what is proved on the audited holds for all. */
export function drawnRoles(candidateCount: number, shares: Audit, seed: number): Uint8Array {
  const random = seededRandom(seed)
  return Uint8Array.from({ length: candidateCount }, () => roleAt(random(), shares))
}

/** The role of a candidate whose draw is `point`, at or above 0 and below 1. */
export function roleAt(point: number, { learnShare, auditShare }: Pick<Audit, 'learnShare' | 'auditShare'>): number {
  if (point < learnShare) return roles.learned
  return point < learnShare + auditShare ? roles.audited : roles.ordinary
}

export type CertifiedRule = {
  model: FlipModel
  /** Null where even the strictest price was not proved: then only what no vote can change is stopped. */
  rule: StoppingRule | null
  /** Of the audited candidates, by the rule, or without one by the strictest price. */
  changed: number
  audited: number
  /** The share of changed decisions that is not refuted. */
  bound: number
}

/** With what it was found by: the chance of a flip in each state, and at t − 1 the learned states with t votes to come. */
type FoundRule = CertifiedRule & { chances: Float64Array; learned: readonly number[][] }

/**
 * The loosest rule of which the audited candidates prove that it changes at most `limit` of all decisions.
 *
 * Prices are tried from strict to loose, and the first that is not proved ends it, so that trying many costs no confidence.
 * It holds whatever the raters are like: all that is assumed is that the audited candidates were drawn independently.
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

/** Whether no votes to come can change the decision. Stopping there needs no audit and changes nothing. */
export const isSettled = ({ canFlip }: VoteStates, state: number): boolean => canFlip[state] === 0

/** What stopping leads to. */
export type StopOutcome = {
  /** Votes used, and votes that there are. */
  used: number
  votes: number
  /** Decisions that all votes would have changed, and those of them that lose a label. */
  changed: number
  lost: number
}

/** Hears of each candidate whether its label is kept, and whether all votes keep it. */
export type OnDecision = (candidate: number, isKept: boolean, isKeptByAll: boolean) => void

/** Lets each of the candidates stop at the first of its states that stops. */
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
