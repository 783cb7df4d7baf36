import { z } from 'zod'
import { int } from '@/lib/contracts/number'
import type { VotedCandidate } from '@/lib/db/plan/round-query'
import type { DrawnShares } from '@/lib/domain/plan/adaptive'
import { hashedDraw } from '@/lib/numeric/hashed-draw'
import { auditDefaults, type CertifiedRule, certifiedRule, roleAt, roles } from '@/lib/stopping/certified-rule'
import type { StoppingRule } from '@/lib/stopping/stopping-rule'
import type { VoteEvidence } from './read-evidence'
import { weighVotes } from './weigh-votes'

const numbers = z.array(z.number()).transform((values) => Float64Array.from(values))
const table = z.object({ bounds: numbers, mean: numbers })

/** What a batch stores of the learned and proved rule, which is null if not even the strictest price was proved. */
export const keptRule = z.object({
  at: z.iso.datetime(),
  learned: int,
  /** Candidates on which the limit was proved; those the rule decides differently; upper bound of their share. */
  audited: int,
  changed: int,
  bound: z.number(),
  rule: z.object({ price: z.number(), keptPrice: z.number(), tables: z.array(z.tuple([table, table])) }).nullable(),
  model: z.object({
    shares: z.object({ seen: numbers, kept: numbers, mean: z.tuple([z.number(), z.number()]) }),
    weights: z.array(numbers),
  }),
})
export type KeptRule = z.output<typeof keptRule>

/** Converts a rule to JSON, which has no typed arrays. */
const storedRule = (
  found: CertifiedRule,
  { at, learned }: { at: Date; learned: number },
): z.input<typeof keptRule> => ({
  ...{ at: at.toISOString(), learned, audited: found.audited, changed: found.changed, bound: found.bound },
  rule: found.rule && {
    ...{ price: found.rule.price, keptPrice: found.rule.keptPrice },
    tables: found.rule.tables.map(([others, originals]) => [plain(others), plain(originals)]),
  },
  model: {
    shares: {
      ...{ seen: [...found.model.shares.seen], kept: [...found.model.shares.kept] },
      mean: [...found.model.shares.mean],
    },
    weights: found.model.weights.map((own) => [...own]),
  },
})

const plain = ({ bounds, mean }: StoppingRule['tables'][number][number]) => ({ bounds: [...bounds], mean: [...mean] })

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

/** Draws are independent, so what is proved on drawn candidates holds for all candidates of the batch. */
export const drawnRole = (candidateId: number, { seed, ...shares }: DrawnShares & { seed: number }): number =>
  roleAt(hashedDraw(seed, candidateId), shares)

export const adaptiveSeed = ({ projectId, batchId }: { projectId: number; batchId: number }) =>
  Math.floor(hashedDraw(projectId, batchId, 14) * 0x7fffffff)
