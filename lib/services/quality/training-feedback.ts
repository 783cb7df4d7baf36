import type { TrainingFeedback } from '@/lib/contracts/rating/rating'
import { type Db, prisma } from '@/lib/db/client'
import { findTrainingAnswers } from '@/lib/db/quality/training-answer-query'
import { goldenMark } from '@/lib/domain/quality/golden-mark'
import { answerOf } from '@/lib/domain/rating/answer'

/**
 * What is true of each label of a training task that was just answered, in the order shown. The explanation is null where
 * none was written. The caller has made sure that the assignment is the rater's own.
 */
export async function trainingFeedback(
  projectId: number,
  assignmentId: number,
  db: Db = prisma,
): Promise<TrainingFeedback[]> {
  return (await findTrainingAnswers(projectId, assignmentId, db)).map(({ answer: code, ...row }) => {
    const answer = answerOf(code)
    return { ...row, answer, isRight: goldenMark(answer, row.holds) === 1 }
  })
}
