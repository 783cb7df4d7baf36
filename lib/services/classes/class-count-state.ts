import { findClassCountState } from '@/lib/db/classes/class-count-query'
import { type Db, prisma } from '@/lib/db/client'
import { sha256 } from '@/lib/db/sha256'

export interface CountedClasses {
  /** Null before the run's classes are counted. */
  countedAt: Date | null
  /** Whether models or excluded raters have changed since the count, or there is none. */
  isOutdated: boolean
  inputHash: string
}

/** Does not check access. */
export async function classCountState(projectId: number, runId: number, db: Db = prisma): Promise<CountedClasses> {
  const { inputHash: counted, countedAt, input } = await findClassCountState(projectId, runId, db)
  const inputHash = sha256(input)
  return { countedAt, isOutdated: counted !== inputHash, inputHash }
}
