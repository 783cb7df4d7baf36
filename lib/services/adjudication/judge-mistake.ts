import type { JudgeInput, ReviewWorkspace } from '@/lib/contracts/adjudication/review'
import { alignAdjudicatedAnswer, hasSubmission, insertAdjudication } from '@/lib/db/adjudication/adjudication-rows'
import { findReviewItem, takeBackVerdicts } from '@/lib/db/adjudication/review-query'
import { type Db, prisma } from '@/lib/db/client'
import { addCandidate } from '@/lib/db/golden/golden-candidates'
import { inTransaction, lockProject, writeAuditEvent } from '@/lib/db/session/transaction'
import { reviewReason } from '@/lib/domain/adjudication/adjudication'
import { answerOfVerdict } from '@/lib/domain/adjudication/review'
import type { Actor } from '@/lib/domain/permissions'
import { answerCode } from '@/lib/domain/rating/answer'
import { goneToAnswer, requireSameRater } from '@/lib/services/golden/golden-expert'
import { adjudicationScope } from './adjudication-scope'
import { reviewWorkspaceOf } from './open-review'
import { findCampaign } from './review-campaign'

/**
 * Keeps an expert's verdict on an image of a mistake review, and what it says of the predicted class as golden for the next
 * aggregation; a class that was no candidate becomes one. A verdict given anew takes the place of the one before; the
 * same submission is stored once, and answered again also when its image may no longer be answered.
 */
export async function judgeMistake(
  actor: Actor,
  {
    slug,
    campaignId,
    position,
    raterId: sender,
    submission,
    ...said
  }: JudgeInput & { slug: string; campaignId: number; position: number },
  db: Db = prisma,
): Promise<ReviewWorkspace> {
  const scope = await adjudicationScope(actor, slug, db)
  requireSameRater(scope, sender)
  const { project, userId, raterId, hiddenImages } = scope
  const projectId = project.id
  const campaign = await findCampaign(projectId, campaignId, db)
  const { runId } = campaign
  await inTransaction(db, async (tx) => {
    await lockProject(tx, projectId)
    if (submission !== undefined && (await hasSubmission({ projectId, raterId, submission }, tx))) return
    const item = await findReviewItem({ projectId, campaignId, runId, raterId }, position, tx)
    if (!item || hiddenImages.includes(item.imageId)) throw goneToAnswer('image')
    const { imageId, classId, score } = item
    const isNew = await addCandidate(projectId, imageId, classId, tx)
    const { id: candidateId } = await tx.candidate.findUniqueOrThrow({
      where: { projectId_imageId_classId: { projectId, imageId, classId } },
      select: { id: true },
    })
    const key = { projectId, campaignId, imageId, raterId }
    const answeredAt = new Date()
    await tx.reviewAnswer.upsert({
      where: { projectId_campaignId_imageId_raterId: key },
      create: { ...key, ...said, answeredAt },
      update: { ...said, answeredAt },
    })
    await takeBackVerdicts({ projectId, campaignId, candidateId, raterId }, tx)
    const { verdict, category, severity, note } = said
    const answer = answerCode(answerOfVerdict[verdict])
    const { modelId } = campaign
    const origin = {
      from: 'review',
      campaign: campaignId,
      model: modelId,
      run: runId,
      score,
      verdict,
      category,
      severity,
      ...(submission === undefined ? {} : { submission }),
    }
    const row = { projectId, candidateId, raterId, firstAnswer: answer, answer, reason: reviewReason, note, origin }
    const id = await insertAdjudication(row, tx)
    await alignAdjudicatedAnswer(projectId, candidateId, raterId, tx)
    await writeAuditEvent(tx, {
      projectId,
      userId,
      action: 'review.judge',
      details: { id, campaignId, imageId, classId, verdict, isNew },
    })
  })
  return reviewWorkspaceOf(scope, { campaignId, position: null }, db)
}
