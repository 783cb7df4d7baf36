import { findClassPairs } from '@/lib/db/classes/class-pair-query'
import { type Db, prisma } from '@/lib/db/client'
import { sha256 } from '@/lib/db/sha256'
import type { ClosureRelation } from '@/lib/domain/classes/class-closure'

export interface ClassRelations {
  /** What label sets are closed by, in class indices. */
  implied: ClosureRelation[]
  /** Classes that whoever answers must distinguish, in class indices. */
  apart: [first: number, second: number][]
  /** SHA-256 of the decisions that change what is right: the same with and without pairs to be kept apart. */
  impliedHash: string
  /** SHA-256 of all decisions. */
  hash: string
}

/** What admins decided about pairs of classes, by class indices. Notes are words for raters and change no hash. */
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
