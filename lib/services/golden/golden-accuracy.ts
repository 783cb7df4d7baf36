import { type Db, prisma } from '@/lib/db/client'
import { countGoldenAnswers, findGoldenState, type GoldenAnswerCounts } from '@/lib/db/golden/rater-golden-query'
import { type AnswerAccuracy, answerAccuracy } from '@/lib/evaluation/answer-accuracy'
import { memoize } from '@/lib/services/memoize'
import { findGoldenTruth } from './find-golden-truth'

export interface RaterGolden {
  /** Golden accuracy: the share of right answers, where a maybe is half right. */
  accuracy: AnswerAccuracy | null
  /** Of the newest fifty answers. */
  lately: AnswerAccuracy | null
  counts: GoldenAnswerCounts
}

// A project of experts' hundreds of images has a hundred thousand golden answers.
const known = memoize<ReadonlyMap<number, RaterGolden>>(50)

const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0)

function raterGolden(counts: GoldenAnswerCounts): RaterGolden {
  const { holds, holdsNot, lateCount, lateMarks } = counts
  const marks = holds[2] + holdsNot[0] + (holds[1] + holdsNot[1]) / 2
  return {
    accuracy: answerAccuracy(total(holds) + total(holdsNot), marks),
    lately: answerAccuracy(lateCount, lateMarks),
    counts,
  }
}

/**
 * Golden accuracy of every rater with judged answers, by number: every page that shows it asks here. Kept for as long as
 * neither answers nor truth change. The caller has guarded the project.
 */
export async function goldenAccuracies(projectId: number, db: Db = prisma): Promise<ReadonlyMap<number, RaterGolden>> {
  return known(`${projectId} ${await findGoldenState(projectId, db)}`, async () => {
    const truth = await findGoldenTruth(projectId, db)
    if (truth.length === 0) return new Map()
    const rows = await countGoldenAnswers(projectId, truth, db)
    return new Map(rows.map((row) => [row.raterId, raterGolden(row)]))
  })
}
