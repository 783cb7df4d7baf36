import type { ProposalClassPair } from '@/lib/db/plan/read-proposal-rows'
import { sha256 } from '@/lib/db/sha256'
import type { ClosureRelation } from '@/lib/domain/classes/class-closure'
import type { ProposalContent } from './proposal-data'

/** Decisions about pairs of classes, by class index. */
export interface ProposalDecisions {
  implied: ClosureRelation[]
  apart: [first: number, second: number][]
  /** SHA-256 of the decisions; empty if there are none. */
  hash: string
}

/** Converts decisions to indices, without those about deleted classes. */
export function proposalDecisions(
  pairs: readonly ProposalClassPair[],
  { classIds }: Pick<ProposalContent, 'classIds'>,
): ProposalDecisions {
  const positions = new Map(Array.from(classIds, (id, index) => [id, index]))
  const implied: ClosureRelation[] = []
  const apart: [number, number][] = []
  for (const { lowId, highId, kind } of pairs) {
    const [low, high] = [positions.get(lowId), positions.get(highId)]
    if (low === undefined || high === undefined) continue
    if (kind === 'apart') apart.push([low, high])
    else if (kind === 'high-contains-low') implied.push({ kind: 'contains', first: high, second: low })
    else implied.push({ kind: kind === 'same' ? 'same' : 'contains', first: low, second: high })
  }
  const isNone = implied.length === 0 && apart.length === 0
  return {
    implied,
    apart,
    hash: isNone ? '' : sha256(JSON.stringify([implied, apart])),
  }
}
