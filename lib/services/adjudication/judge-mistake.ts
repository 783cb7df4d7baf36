import type { JudgeInput, ReviewWorkspace } from '@/lib/contracts/adjudication/review'
import { alignAdjudicatedAnswer, hasSubmission, insertAdjudication } from '@/lib/db/adjudication/adjudication-rows'
import { findReviewItem, withdrawReviewVerdicts } from '@/lib/db/adjudication/review-query'
import { prisma } from '@/lib/db/client'
import { addCandidate } from '@/lib/db/golden/golden-candidates'
import { inTransaction, lockProjectOrUnavailable, writeAuditEvent } from '@/lib/db/session/transaction'
import { reviewReason } from '@/lib/domain/adjudication/adjudication'
import { answerOfVerdict } from '@/lib/domain/adjudication/review'
import type { Actor } from '@/lib/domain/permissions'
import { answerCode } from '@/lib/domain/rating/answer'
import { cannotBeAnswered, requireSameRater } from '@/lib/services/golden/golden-expert'
import { adjudicationScope } from './adjudication-scope'
import { getReview, reviewWorkspaceOf } from './reviews'

/**
 * Also stores a golden answer about the predicted class, which becomes a candidate if needed. A new verdict replaces
 * the previous one; a repeated submission is accepted even if its image may no longer be answered.
 */
export async function judgeMistake(
  actor: Actor,
  {
    slug,
    reviewId,
    position,
    raterId: sender,
    submission,
    ...said
  }: JudgeInput & { slug: string; reviewId: number; position: number },
): Promise<ReviewWorkspace> {
  const scope = await adjudicationScope(actor, slug)
  requireSameRater(scope, sender)
  const { projectId, userId, raterId, hiddenImages } = scope
  const review = await getReview(projectId, reviewId)
  const { runId } = review
  await inTransaction(prisma, async (tx) => {
    await lockProjectOrUnavailable(tx, projectId)
    if (submission !== undefined && (await hasSubmission({ projectId, raterId, submission }, tx))) return
    const item = await findReviewItem({ projectId, reviewId, runId, raterId }, position, tx)
    if (!item || hiddenImages.includes(item.imageId)) throw cannotBeAnswered('image')
    const { imageId, classId, score } = item
    const isNew = await addCandidate(projectId, imageId, classId, tx)
    const { id: candidateId } = await tx.candidate.findUniqueOrThrow({
      where: { projectId_imageId_classId: { projectId, imageId, classId } },
      select: { id: true },
    })
    const key = { projectId, reviewId, imageId, raterId }
    const answeredAt = new Date()
    await tx.reviewAnswer.upsert({
      where: { projectId_reviewId_imageId_raterId: key },
      create: { ...key, ...said, answeredAt },
      update: { ...said, answeredAt },
    })
    await withdrawReviewVerdicts({ projectId, reviewId, candidateId, raterId }, tx)
    const { verdict, category, severity, note } = said
    const answer = answerCode(answerOfVerdict[verdict])
    const from = { from: 'review', review: reviewId, model: review.modelId, run: runId }
    const origin = { ...from, score, verdict, category, severity, submission }
    const row = { projectId, candidateId, raterId, firstAnswer: answer, answer, reason: reviewReason, note, origin }
    const id = await insertAdjudication(row, tx)
    await alignAdjudicatedAnswer(projectId, candidateId, raterId, tx)
    const details = { id, reviewId, imageId, classId, verdict, isNew }
    await writeAuditEvent(tx, { projectId, userId, action: 'review.judge', details })
  })
  return reviewWorkspaceOf(scope, { reviewId, position: null })
}
