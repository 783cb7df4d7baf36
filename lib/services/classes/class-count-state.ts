import { findClassCountState } from '@/lib/db/classes/class-count-query'
import { type Db, prisma } from '@/lib/db/client'
import { sha256 } from '@/lib/db/sha256'

export interface CountedClasses {
  /** Null until the run's classes have been counted. */
  countedAt: Date | null
  /** Whether models or raters left out have changed since, or nothing was counted yet. */
  isOutdated: boolean
  inputHash: string
}

/** How far the counts of classes kept with a run stand for what there is now. The caller has guarded the project. */
export async function classCountState(projectId: number, runId: number, db: Db = prisma): Promise<CountedClasses> {
  const { inputHash: counted, countedAt, input } = await findClassCountState(projectId, runId, db)
  const inputHash = sha256(input)
  return { countedAt, isOutdated: counted !== inputHash, inputHash }
}
