import type { UndoneAdjudication } from '@/lib/contracts/adjudication/adjudication'
import {
  alignAdjudicatedAnswer,
  findDecisionsOfPage,
  findLastAdjudication,
} from '@/lib/db/adjudication/adjudication-rows'
import { prisma } from '@/lib/db/client'
import type { Adjudication } from '@/lib/db/generated/client'
import { lockProject, writeAuditEvent } from '@/lib/db/session/transaction'
import { adjudicationReasons } from '@/lib/domain/adjudication/adjudication'
import type { Actor } from '@/lib/domain/permissions'
import { answerOf } from '@/lib/domain/rating/answer'
import { AppError } from '@/lib/errors'
import { type AdjudicationScope, adjudicationScope, openCandidate } from './adjudication-scope'
import { adjudicationTaskOf } from './adjudication-task'
import { readRevealedPair } from './reveal-pair'

/** Marks the actor's last adjudication as undone, or with `isPage` all on its page, by position. */
export async function takeBackLast(
  { project, userId, raterId }: AdjudicationScope,
  { isPage }: { isPage: boolean },
): Promise<Adjudication[]> {
  const projectId = project.id
  return prisma.$transaction(async (tx) => {
    await lockProject(tx, projectId)
    const last = await findLastAdjudication(projectId, raterId, tx)
    if (!last) throw new AppError('conflict', 'You have no decision here that could be undone.')
    const all = isPage ? await findDecisionsOfPage(last, tx) : [last]
    for (const { id, candidateId } of all) {
      await tx.adjudication.update({ where: { projectId_id: { projectId, id } }, data: { isUndone: true } })
      await alignAdjudicatedAnswer(projectId, candidateId, raterId, tx)
      await writeAuditEvent(tx, { projectId, userId, action: 'adjudication.undo', details: { id, candidateId } })
    }
    return all
  })
}

/** Keeps the row, marked as undone. */
export async function undoAdjudication(actor: Actor, { slug }: { slug: string }): Promise<UndoneAdjudication> {
  const scope = await adjudicationScope(actor, slug)
  const [undone] = (await takeBackLast(scope, { isPage: false })) as [Adjudication]
  const candidate = await openCandidate(scope, undone.candidateId)
  const [task, revealed] = await Promise.all([
    adjudicationTaskOf(scope, candidate.id),
    readRevealedPair(scope, candidate),
  ])
  if (!task) throw new AppError('conflict', 'This candidate no longer exists.')
  return {
    task,
    revealed,
    firstAnswer: answerOf(undone.firstAnswer),
    answer: answerOf(undone.answer),
    reason: adjudicationReasons.find((reason) => reason === undone.reason) ?? null,
    note: undone.note,
  }
}
