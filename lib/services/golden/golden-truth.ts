import { type Db, prisma } from '@/lib/db/client'
import { findGoldenTallies } from '@/lib/db/golden/golden-truth-query'
import { countGoldenAnswers, findGoldenState, type GoldenAnswerCounts } from '@/lib/db/golden/rater-golden-query'
import { goldenTruthOf } from '@/lib/domain/golden/golden-truth-rule'
import { type GoldenMarks, goldenMarks } from '@/lib/evaluation/golden-marks'
import { memoize } from '@/lib/services/memoize'

interface GoldenTruthPair {
  candidateId: number
  imageId: number
  classId: number
  holds: boolean
}

/** Truth of each pair that experts answered or concluded. Does not check access. */
export const findGoldenTruth = async (projectId: number, db: Db = prisma): Promise<GoldenTruthPair[]> =>
  (await findGoldenTallies(projectId, db)).flatMap((tally) => {
    const holds = goldenTruthOf(tally)
    const { candidateId, imageId, classId } = tally
    return holds === null ? [] : [{ candidateId, imageId, classId, holds }]
  })

interface RaterGolden {
  /** Marks on labels that hold and on labels that do not, and their mean. */
  marks: GoldenMarks
  /** Of the newest 25 answers of each kind that have a time. */
  lately: GoldenMarks
  counts: GoldenAnswerCounts
}

// Cached because projects may have a hundred thousand golden answers.
const known = memoize<ReadonlyMap<number, RaterGolden>>(50)

const raterGolden = (counts: GoldenAnswerCounts): RaterGolden => ({
  marks: goldenMarks(counts),
  lately: goldenMarks({ holds: counts.lateHolds, holdsNot: counts.lateHoldsNot }),
  counts,
})

/** By rater id. Cached until answers or truth change. Does not check access. */
export const goldenAccuracies = async (projectId: number): Promise<ReadonlyMap<number, RaterGolden>> =>
  known(`${projectId} ${await findGoldenState(projectId)}`, async () => {
    const truth = await findGoldenTruth(projectId)
    if (truth.length === 0) return new Map()
    const rows = await countGoldenAnswers(projectId, truth)
    return new Map(rows.map((row) => [row.raterId, raterGolden(row)]))
  })
