import type { VotedCandidate } from '@/lib/db/plan/round-query'
import { hardnessLevels, type NewScore, type NewStop } from '@/lib/db/plan/round-rows'
import { sigmoid } from '@/lib/numeric/logistic'
import { roles } from '@/lib/stopping/certified-rule'
import { chanceOfFlip } from '@/lib/stopping/flip-chance'
import { flipChances, isStopped } from '@/lib/stopping/stopping-rule'
import type { KeptRule } from './kept-rule'
import type { VoteEvidence } from './read-evidence'
import { type WeighedVotes, weighVotes } from './weigh-votes'

export interface StoppingTerms {
  minimum: number
  maximum: number
  limit: number | null
  /** Null until all drawn labels have their votes, and always null without a limit. */
  rule: KeptRule | null
  /** Whether labels that only the rule can stop wait for it. If false, they get another vote. */
  isHolding: boolean
  roleOf: (candidateId: number) => number
}

/** A label that gets another vote. Level 0 is asked first. */
export interface OpenLabel {
  candidate: VotedCandidate
  level: number
}

export interface DecidedLabels {
  stops: NewStop[]
  open: OpenLabel[]
  /** Ids of candidates that wait for the rule. */
  held: Set<number>
  scores: NewScore[]
}

/** Drawn labels come first, so that the rule is known early; then those most likely to change. */
const levelOf = (isDrawn: boolean, chance: number) =>
  isDrawn ? 0 : hardnessLevels - 1 - Math.floor(Math.min(1, 2 * chance) * (hardnessLevels - 2))

/** Stops each wanted candidate, with the reason, or keeps it open. `candidates` must include whole images. */
export function decideLabels(
  candidates: readonly VotedCandidate[],
  wanted: ReadonlySet<number>,
  evidence: VoteEvidence,
  terms: StoppingTerms,
): DecidedLabels {
  const isWanted = (at: number) => wanted.has(candidates[at]!.id)
  const weighed = weighVotes(candidates, evidence, { ...terms, isWanted, isLast: true })
  const none = { isKept: new Uint8Array(candidates.length), isLearned: new Uint8Array(candidates.length) }
  const chances = terms.rule && flipChances(weighed.decisions, weighed.states, terms.rule.model, none)
  const decided: DecidedLabels = { stops: [], open: [], held: new Set(), scores: [] }
  for (const [at, candidate] of candidates.entries()) {
    if (!isWanted(at)) continue
    const holds = weighed.logOdds[at]! >= evidence.keptFrom
    const score = sigmoid(weighed.logOdds[at]!)
    decided.scores.push({ candidateId: candidate.id, score, holds, votes: candidate.raters.length })
    const fate = fateOf({ at, candidate, weighed, chances, terms })
    if (fate.is === 'held') decided.held.add(candidate.id)
    if (fate.is === 'open') decided.open.push({ candidate, level: fate.level })
    if (fate.is !== 'stopped') continue
    const { reason, flipChance, price } = fate
    decided.stops.push({ candidateId: candidate.id, reason, votes: candidate.raters.length, holds, flipChance, price })
  }
  return decided
}

type Fate =
  | { is: 'held' }
  | { is: 'open'; level: number }
  | ({ is: 'stopped' } & Pick<NewStop, 'reason' | 'flipChance' | 'price'>)

const stopped = (reason: NewStop['reason'], flipChance = 0, price: number | null = null): Fate => ({
  ...{ is: 'stopped', reason, flipChance, price },
})

interface WeighedLabel {
  at: number
  candidate: VotedCandidate
  weighed: WeighedVotes
  chances: Float64Array | null
  terms: StoppingTerms
}

function fateOf({ at, candidate, weighed: { decisions, states }, chances, terms }: WeighedLabel): Fate {
  const isDrawn = terms.roleOf(candidate.id) !== roles.ordinary
  if (candidate.raters.length >= terms.maximum) return stopped(isDrawn ? 'audited' : 'maximum')
  const state = states.start[at]!
  // There are fewer votes than the minimum if some were taken back.
  if (state === states.start[at + 1]) return { is: 'open', level: 0 }
  if (states.canFlip[state] === 0) return stopped('lossless')
  const { logOdds, flipIfHolds, flipIfNot } = states
  // Without a rule, the chance is estimated from the candidate's own votes.
  const chance = chances?.[state] ?? chanceOfFlip(sigmoid(logOdds[state]!), flipIfHolds[state]!, flipIfNot[state]!)
  const rule = terms.rule?.rule
  if (!isDrawn && rule && chances && isStopped(decisions, states, chances, rule, state))
    return stopped('price', chance, rule.price)
  if (!isDrawn && terms.isHolding) return { is: 'held' }
  return { is: 'open', level: levelOf(isDrawn, chance) }
}
