import type { UndoneAdjudication } from '@/lib/contracts/adjudication/adjudication'
import { alignAdjudicatedAnswer, findLastAdjudication } from '@/lib/db/adjudication/adjudication-rows'
import { type Db, prisma } from '@/lib/db/client'
import { inTransaction, lockProject, writeAuditEvent } from '@/lib/db/session/transaction'
import { adjudicationReasons } from '@/lib/domain/adjudication/adjudication'
import type { Actor } from '@/lib/domain/permissions'
import { answerOf } from '@/lib/domain/rating/answer'
import { AppError } from '@/lib/errors'
import { adjudicationScope, openCandidate } from './adjudication-scope'
import { adjudicationTaskOf } from './adjudication-task'
import { readRevealedPair } from './reveal-pair'

/** Takes back the actor's last adjudication and gives the pair with what was said, to be decided anew. The row stays. */
export async function undoAdjudication(
  actor: Actor,
  { slug }: { slug: string },
  db: Db = prisma,
): Promise<UndoneAdjudication> {
  const scope = await adjudicationScope(actor, slug, db)
  const { project, userId, raterId } = scope
  const projectId = project.id
  const undone = await inTransaction(db, async (tx) => {
    await lockProject(tx, projectId)
    const last = await findLastAdjudication(projectId, raterId, tx)
    if (!last) throw new AppError('conflict', 'You have no decision here that could be undone.')
    await tx.adjudication.update({
      where: { projectId_id: { projectId, id: last.id } },
      data: { isUndone: true },
    })
    await alignAdjudicatedAnswer(projectId, last.candidateId, raterId, tx)
    await writeAuditEvent(tx, {
      projectId,
      userId,
      action: 'adjudication.undo',
      details: { id: last.id, candidateId: last.candidateId },
    })
    return last
  })
  const candidate = await openCandidate(scope, undone.candidateId, db)
  const [task, revealed] = await Promise.all([
    adjudicationTaskOf(project, candidate.id, db),
    readRevealedPair(scope, candidate, db),
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
