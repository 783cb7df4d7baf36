import type { SetLabelsInput, SetLabelsResult, TakeBackLabelsInput } from '@/lib/contracts/images/image-actions'
import { countAsExpert } from '@/lib/db/adjudication/adjudication-rows'
import { alignAdjudicatedAnswers, insertHandLabels, withdrawHandLabels } from '@/lib/db/adjudication/hand-label-rows'
import { prisma } from '@/lib/db/client'
import { addClassAsCandidate } from '@/lib/db/golden/golden-candidates'
import { createRaterForAccount } from '@/lib/db/rating/rating-session-query'
import { inTransaction, lockProject, repeatOnConflict, writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { conflict, forbidden, invalidInput } from '@/lib/errors'
import { changeProject, guardProject } from '@/lib/services/access/guard-project'
import { newestRun } from '@/lib/services/runs/usable-run'
import { auditedImages, targetImages } from './image-actions'

/**
 * Decides by hand whether a class holds for images, as adjudications with their own reason. The newest decision about a
 * candidate determines its label in the next run.
 */
export async function setLabels(
  actor: Actor,
  { slug, target, classIndex, holds, reason }: SetLabelsInput & { slug: string },
): Promise<SetLabelsResult> {
  const { projectId, userId } = await guardProject(actor, slug, 'admin')
  if (userId === null) throw forbidden('Sign in to set labels by hand: each is stored with the person who set it.')
  const raterId = await repeatOnConflict(() => createRaterForAccount(projectId, userId))
  return inTransaction(prisma, async (tx) => {
    await lockProject(tx, projectId)
    const labelled = await tx.class.findUnique({ where: { projectId_classIndex: { projectId, classIndex } } })
    if (!labelled) throw invalidInput('There is no such class.', { classIndex: 'Choose a class of this project.' })
    const imageIds = await targetImages(projectId, target, tx)
    const run = await newestRun(projectId, tx)
    await addClassAsCandidate(projectId, imageIds, labelled.id, tx)
    const label = { projectId, imageIds, classId: labelled.id, raterId, answer: holds ? 2 : 0, note: reason }
    const { act, decided } = await insertHandLabels({ ...label, runId: run?.id ?? null }, tx)
    await countAsExpert(projectId, raterId, tx)
    await alignAdjudicatedAnswers(projectId, decided, tx)
    const details = { ...auditedImages(imageIds), class: labelled.name, applies: holds, reason, act }
    await writeAuditEvent(tx, { projectId, userId, action: 'image.set-label', details })
    return { actId: act, images: decided.length }
  })
}

/**
 * Takes back labels set by hand by any admin; the previous decision counts again. Earlier runs stay unchanged. Throws
 * AppError `conflict` if they have already been taken back.
 */
export const takeBackLabels = (
  actor: Actor,
  { slug, ...which }: TakeBackLabelsInput & { slug: string },
): Promise<{ labels: number }> =>
  changeProject(actor, slug, async ({ tx, projectId, audit }) => {
    const withdrawn = await withdrawHandLabels({ projectId, ...which }, tx)
    if (withdrawn.length === 0)
      throw conflict('This label was already taken back. Reload the page to see the current label.')
    await alignAdjudicatedAnswers(projectId, withdrawn, tx)
    await audit('image.take-back-label', { labels: withdrawn.length, ...which })
    return { labels: withdrawn.length }
  })
