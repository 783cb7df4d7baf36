import { type Db, prisma } from '@/lib/db/client'
import { findGoldenTallies } from '@/lib/db/golden/golden-truth-query'
import { goldenTruthOf } from '@/lib/domain/golden/golden-truth-rule'

export interface GoldenTruthPair {
  candidateId: number
  imageId: number
  classId: number
  holds: boolean
}

/** Truth of each pair that experts answered or concluded. Does not check access. */
export async function findGoldenTruth(projectId: number, db: Db = prisma): Promise<GoldenTruthPair[]> {
  return (await findGoldenTallies(projectId, db)).flatMap((tally) => {
    const holds = goldenTruthOf(tally)
    const { candidateId, imageId, classId } = tally
    return holds === null ? [] : [{ candidateId, imageId, classId, holds }]
  })
}
