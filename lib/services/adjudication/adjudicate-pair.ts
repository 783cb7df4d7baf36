import type { AdjudicationInput, AdjudicationWorkspace } from '@/lib/contracts/adjudication/adjudication'
import { alignAdjudicatedAnswer, hasSubmission, insertAdjudication } from '@/lib/db/adjudication/adjudication-rows'
import { type Db, prisma } from '@/lib/db/client'
import { inTransaction, lockProject, writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { answerCode } from '@/lib/domain/rating/answer'
import { goneToAnswer, requireSameRater } from '@/lib/services/golden/golden-expert'
import { adjudicationScope, openCandidate } from './adjudication-scope'
import { adjudicationWorkspaceOf } from './next-adjudication'

/**
 * Keeps what an expert decided about a pair, as golden for the next aggregation, and gives the workspace with the next
 * pair. The same submission is stored once, and answered again also when its pair may no longer be answered.
 */
export async function adjudicatePair(
  actor: Actor,
  { slug, next, ...input }: AdjudicationInput & { slug: string },
  db: Db = prisma,
): Promise<AdjudicationWorkspace> {
  const scope = await adjudicationScope(actor, slug, db)
  requireSameRater(scope, input.raterId)
  const { project, userId, raterId, run } = scope
  const projectId = project.id
  const { submission } = input
  await inTransaction(db, async (tx) => {
    // Numbers are handed out one at a time: the newest of two that came at once is the one with the higher number.
    await lockProject(tx, projectId)
    if (submission !== undefined && (await hasSubmission({ projectId, raterId, submission }, tx))) return
    const { id: candidateId } = await openCandidate(scope, input.candidateId, tx, goneToAnswer)
    const score =
      run &&
      (await tx.score.findUnique({ where: { projectId_runId_candidateId: { projectId, runId: run.id, candidateId } } }))
    const origin = {
      from: 'queue',
      run: run?.id ?? null,
      score: score?.score ?? null,
      threshold: run?.threshold ?? null,
      ...(submission === undefined ? {} : { submission }),
    }
    const id = await insertAdjudication(
      {
        projectId,
        candidateId,
        raterId,
        firstAnswer: answerCode(input.firstAnswer),
        answer: answerCode(input.answer),
        reason: input.reason,
        note: input.note,
        origin,
      },
      tx,
    )
    await alignAdjudicatedAnswer(projectId, candidateId, raterId, tx)
    await writeAuditEvent(tx, {
      projectId,
      userId,
      action: 'adjudication.answer',
      details: { id, candidateId, answer: input.answer },
    })
  })
  return adjudicationWorkspaceOf(scope, next, db)
}
