import type { VotedCandidate } from '@/lib/db/plan/round-query'
import { auditDefaults, certifiedRule, roles } from '@/lib/stopping/certified-rule'
import { storedRule } from './kept-rule'
import type { VoteEvidence } from './read-evidence'
import { weighVotes } from './weigh-votes'

interface LearningTerms {
  minimum: number
  maximum: number
  limit: number
  /** Returns the role of a candidate, or `ordinary` if it does not have all the votes that could change it. */
  roleOf: (candidateId: number) => number
  now: Date
}

/**
 * Learns from the labels drawn for it how likely further votes are to change a decision, and finds the loosest rule
 * that the audited labels prove to keep the limit. Done once per batch, since repeated tests would cost confidence.
 */
export function learnRule(
  candidates: readonly VotedCandidate[],
  evidence: VoteEvidence,
  { minimum, maximum, limit, roleOf, now }: LearningTerms,
) {
  const role = Uint8Array.from(candidates, ({ id, raters }) => (raters.length < minimum ? roles.ordinary : roleOf(id)))
  const isWanted = (at: number) => role[at] !== roles.ordinary
  const { decisions, states } = weighVotes(candidates, evidence, { minimum, maximum, isWanted, isLast: false })
  const { confidence, keptPrice } = auditDefaults
  const found = certifiedRule(decisions, states, role, { limit, confidence, keptPrice })
  return storedRule(found, { at: now, learned: role.filter((one) => one === roles.learned).length })
}
