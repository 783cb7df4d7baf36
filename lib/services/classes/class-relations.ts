import { findClassPairs } from '@/lib/db/classes/class-pair-rows'
import { type Db, prisma } from '@/lib/db/client'
import { sha256 } from '@/lib/db/sha256'
import type { ClosureRelation } from '@/lib/domain/classes/class-closure'

export interface ClassRelations {
  /** Relations by which label sets are completed, by class index. */
  implied: ClosureRelation[]
  /** Classes that raters must distinguish, by class index. */
  apart: [first: number, second: number][]
  /** SHA-256 of the decisions that affect labels, so without pairs to distinguish. */
  impliedHash: string
  hash: string
}

/** Decisions of admins about pairs of classes. Notes are texts for raters and do not affect the hashes. */
export async function classRelations(projectId: number, db: Db = prisma): Promise<ClassRelations> {
  const pairs = await findClassPairs(projectId, db)
  const implied = pairs.flatMap(({ lowIndex, highIndex, kind }): ClosureRelation[] => {
    if (kind === 'apart') return []
    if (kind === 'high-contains-low') return [{ kind: 'contains', first: highIndex, second: lowIndex }]
    return [{ kind: kind === 'same' ? 'same' : 'contains', first: lowIndex, second: highIndex }]
  })
  const apart = pairs.flatMap(({ lowIndex, highIndex, kind }): [number, number][] =>
    kind === 'apart' ? [[lowIndex, highIndex]] : [],
  )
  return { implied, apart, impliedHash: hashOf(implied), hash: hashOf({ implied, apart }) }
}

const hashOf = (content: unknown) => sha256(JSON.stringify(content))
