import type { AdjudicationInput, AdjudicationWorkspace } from '@/lib/contracts/adjudication/adjudication'
import type { AskedOnPage } from '@/lib/contracts/class-page'
import { alignAdjudicatedAnswer, hasSubmission, insertAdjudication } from '@/lib/db/adjudication/adjudication-rows'
import { type Db, prisma } from '@/lib/db/client'
import { lockProject, writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { answerCode } from '@/lib/domain/rating/answer'
import { goneToAnswer, requireSameRater } from '@/lib/services/golden/golden-expert'
import { type AdjudicationScope, adjudicationScope, openCandidate } from './adjudication-scope'
import { adjudicationWorkspaceOf } from './next-adjudication'

interface Decision extends Pick<AdjudicationInput, 'candidateId' | 'firstAnswer' | 'answer' | 'reason' | 'note'> {
  asked?: AskedOnPage
}

/**
 * Requires the project's lock: ids are assigned in order, so the newest of two concurrent decisions has the higher one.
 */
export async function writeDecision(
  { project, userId, raterId, run }: AdjudicationScope,
  { candidateId, answer, asked, ...decision }: Decision,
  submission: string | undefined,
  tx: Db,
): Promise<void> {
  const projectId = project.id
  const score =
    run &&
    (await tx.score.findUnique({ where: { projectId_runId_candidateId: { projectId, runId: run.id, candidateId } } }))
  const origin = {
    from: 'queue',
    run: run?.id ?? null,
    score: score?.score ?? null,
    threshold: run?.threshold ?? null,
    ...(submission === undefined ? {} : { submission }),
    ...(asked === undefined ? {} : { asked }),
  }
  const { firstAnswer, reason, note } = decision
  const id = await insertAdjudication(
    {
      ...{ projectId, candidateId, raterId, reason, note, origin },
      firstAnswer: answerCode(firstAnswer),
      answer: answerCode(answer),
    },
    tx,
  )
  await alignAdjudicatedAnswer(projectId, candidateId, raterId, tx)
  await writeAuditEvent(tx, {
    ...{ projectId, userId, action: 'adjudication.answer' },
    details: { id, candidateId, answer },
  })
}

/** A repeated submission is not stored again, and is accepted even if its pair may no longer be answered. */
export async function adjudicatePair(
  actor: Actor,
  { slug, next, ...input }: AdjudicationInput & { slug: string },
): Promise<AdjudicationWorkspace> {
  const scope = await adjudicationScope(actor, slug)
  requireSameRater(scope, input.raterId)
  const { project, raterId } = scope
  const { submission } = input
  await prisma.$transaction(async (tx) => {
    await lockProject(tx, project.id)
    if (submission !== undefined && (await hasSubmission({ projectId: project.id, raterId, submission }, tx))) return
    await openCandidate(scope, input.candidateId, tx, goneToAnswer)
    await writeDecision(scope, input, submission, tx)
  })
  return adjudicationWorkspaceOf(scope, next)
}
