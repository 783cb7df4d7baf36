import { findClassPairs } from '@/lib/db/classes/class-pair-rows'
import { type Db, prisma } from '@/lib/db/client'
import { sha256 } from '@/lib/db/sha256'
import type { ClosureRelation } from '@/lib/domain/classes/class-closure'
import type { ClassPairKind } from '@/lib/domain/classes/class-pair'

export interface ClassRelations {
  /** Relations by which label sets are completed, by class index. */
  implied: ClosureRelation[]
  /** Classes that raters must distinguish, by class index. */
  apart: [first: number, second: number][]
  /** SHA-256 of the decisions that affect labels, so without pairs to distinguish. */
  impliedHash: string
  hash: string
}

interface DecidedClasses {
  low: number
  high: number
  kind: ClassPairKind
}

/** Tells decisions by which label sets are completed from those by which raters must distinguish classes. */
export function relationsOf(decided: readonly DecidedClasses[]): Pick<ClassRelations, 'implied' | 'apart'> {
  const implied: ClosureRelation[] = []
  const apart: [number, number][] = []
  for (const { low, high, kind } of decided) {
    if (kind === 'apart') apart.push([low, high])
    else if (kind === 'high-contains-low') implied.push({ kind: 'contains', first: high, second: low })
    else implied.push({ kind: kind === 'same' ? 'same' : 'contains', first: low, second: high })
  }
  return { implied, apart }
}

/** Decisions of admins about pairs of classes. Notes are texts for raters and do not affect the hashes. */
export async function classRelations(projectId: number, db: Db = prisma): Promise<ClassRelations> {
  const pairs = await findClassPairs(projectId, db)
  const { implied, apart } = relationsOf(pairs)
  return { implied, apart, impliedHash: hashOf(implied), hash: hashOf({ implied, apart }) }
}

const hashOf = (content: unknown) => sha256(JSON.stringify(content))
