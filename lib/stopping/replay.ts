import { permutation, seededRandom } from '@/lib/numeric/seeded-random'
import {
  type Audit,
  certifiedRule,
  drawnRoles,
  isSettled,
  type OnDecision,
  outcomeOf,
  prices,
  roles,
} from './certified-rule'
import type { Decisions } from './decisions'
import { isStopped, stoppingRule } from './stopping-rule'
import { type ReplayedStates, type ReplayOrder, replayedStates } from './vote-states'

export type ReplaySettings = Audit & Pick<ReplayOrder, 'order' | 'ratersAre' | 'minimum'>

/** Result of stopping early on votes that are all known. Shares are from 0 to 1. */
export type Replay = {
  seed: number
  /** Candidates with more votes than the minimum, and their votes. Others are ignored. */
  candidates: number
  votes: number
  /**
   * Share of votes saved if candidates stop only when no vote can change them, and decisions changed by that: 0 if
   * raters are known.
   */
  losslessSaved: number
  losslessChanged: number
  /** Share of votes saved by the certified rule. Learned and audited candidates get all votes that can change them. */
  saved: number
  /** Decisions changed, and how many of them lose a kept label. */
  changed: number
  lost: number
  changedShare: number
  isLimitBroken: boolean
  /** Price of a vote in the rule, where a changed decision costs 1. Null if no rule was proved. */
  price: number | null
  /** Upper confidence bound on the share of changed decisions, and the audited candidates that it is based on. */
  bound: number
  auditedChanged: number
  audited: number
  /** Share saved by the loosest rule that actually keeps the limit, without an audit. Unknowable in practice. */
  bestSaved: number
}

/**
 * Replays the votes of a project once, in a random order from `seed`. Every candidate stops where the rule says so.
 * Candidates with no more votes than the minimum are ignored.
 *
 * Errors: RangeError if no candidate has more, and as for `replayedStates`.
 */
export function replay(decisions: Decisions, settings: ReplaySettings, seed: number, onDecision?: OnDecision): Replay {
  const states = replayedStates(decisions, { ...settings, random: seededRandom(seed) })
  const drawnFor = drawnRoles(states.isKept.length, settings, (seed ^ 0x5bd1e995) >>> 0)
  const isReplayed = (candidate: number) => states.start[candidate + 1]! > states.start[candidate]!
  const role = drawnFor.map((own, candidate) => (isReplayed(candidate) ? own : roles.ordinary))
  const replayed = [...role.keys()].filter(isReplayed)
  if (replayed.length === 0) throw new RangeError('No candidate has more votes than the minimum')
  const ofRole = (wanted: readonly number[]) => replayed.filter((candidate) => wanted.includes(role[candidate]!))
  const settled = (state: number) => isSettled(states, state)
  const lossless = outcomeOf(decisions, states, settled, replayed)

  const found = certifiedRule(decisions, states, role, settings)
  const { rule, chances } = found
  const stops = rule ? (state: number) => isStopped(decisions, states, chances, rule, state) : settled
  const ordinary = outcomeOf(decisions, states, stops, ofRole([roles.ordinary]), onDecision)
  const drawn = outcomeOf(decisions, states, settled, ofRole([roles.learned, roles.audited]), onDecision)
  const changed = ordinary.changed + drawn.changed
  return {
    ...{ seed, candidates: replayed.length, votes: lossless.votes },
    losslessSaved: 1 - lossless.used / lossless.votes,
    losslessChanged: lossless.changed,
    saved: 1 - (ordinary.used + drawn.used) / lossless.votes,
    ...{ changed, lost: ordinary.lost + drawn.lost },
    changedShare: changed / Math.max(1, replayed.length),
    isLimitBroken: changed > settings.limit * replayed.length,
    price: rule?.price ?? null,
    ...{ bound: found.bound, auditedChanged: found.changed, audited: found.audited },
    bestSaved: bestSaved(decisions, states, found, settings, { role, replayed }),
  }
}

function bestSaved(
  decisions: Decisions,
  states: ReplayedStates,
  { chances, learned: learnedStates }: Pick<ReturnType<typeof certifiedRule>, 'chances' | 'learned'>,
  { limit, keptPrice }: ReplaySettings,
  { role, replayed }: { role: Uint8Array; replayed: readonly number[] },
): number {
  const judged = replayed.filter((candidate) => role[candidate] !== roles.learned)
  const learned = replayed.filter((candidate) => role[candidate] === roles.learned)
  const settled = (state: number) => isSettled(states, state)
  const ofLearned = outcomeOf(decisions, states, settled, learned)
  let best = 0
  for (const price of prices) {
    const rule = stoppingRule(decisions, states, chances, learnedStates, { price, keptPrice })
    const stops = (state: number) => isStopped(decisions, states, chances, rule, state)
    const outcome = outcomeOf(decisions, states, stops, judged)
    if (outcome.changed > limit * replayed.length) break
    best = 1 - (outcome.used + ofLearned.used) / (outcome.votes + ofLearned.votes)
  }
  return best
}

/** Assigns raters' matrices to other raters. A guarantee must hold however wrong these are. */
export function withShuffledRaters(decisions: Decisions, seed: number): Decisions {
  const { votes, probability } = decisions
  const width = 2 * votes.answerCount
  const order = permutation(seededRandom(seed), votes.raterCount)
  const shuffled = new Float64Array(probability.length)
  for (const [rater, from] of order.entries()) {
    shuffled.set(probability.subarray(from * width, (from + 1) * width), rater * width)
  }
  return { ...decisions, probability: shuffled }
}
