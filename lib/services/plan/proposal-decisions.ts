import type { ProposalClassPair } from '@/lib/db/plan/read-proposal-rows'
import { sha256 } from '@/lib/db/sha256'
import type { ClosureRelation } from '@/lib/domain/classes/class-closure'
import { relationsOf } from '@/lib/services/classes/class-relations'
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
  const known = pairs.flatMap(({ lowId, highId, kind }) => {
    const [low, high] = [positions.get(lowId), positions.get(highId)]
    return low === undefined || high === undefined ? [] : [{ low, high, kind }]
  })
  const { implied, apart } = relationsOf(known)
  return { implied, apart, hash: known.length === 0 ? '' : sha256(JSON.stringify([implied, apart])) }
}
