import type {
  AdjudicationInput,
  AdjudicationWorkspace,
  RevealedPair,
  UndoneAdjudication,
} from '@/lib/contracts/adjudication/adjudication'
import type { AskedOnPage } from '@/lib/contracts/class-page'
import {
  findCurrentAdjudications,
  findPairVotes,
  findProposingModels,
} from '@/lib/db/adjudication/adjudication-pair-query'
import {
  alignAdjudicatedAnswer,
  findDecisionsOfPage,
  findLastAdjudication,
  hasSubmission,
  insertAdjudication,
  undoDecisions,
} from '@/lib/db/adjudication/adjudication-rows'
import { type Db, prisma } from '@/lib/db/client'
import type { Adjudication, Candidate } from '@/lib/db/generated/client'
import { findGoldenNotes, findPairAnswers } from '@/lib/db/golden/golden-pair-query'
import { inTransaction, lockProjectOrUnavailable, writeAuditEvent } from '@/lib/db/session/transaction'
import { adjudicationReasons } from '@/lib/domain/adjudication/adjudication'
import type { Actor } from '@/lib/domain/permissions'
import { answerCode, answerOf } from '@/lib/domain/rating/answer'
import { conflict } from '@/lib/errors'
import { cannotBeAnswered, requireSameRater } from '@/lib/services/golden/golden-expert'
import { threadOf } from '@/lib/services/golden/golden-pairs'
import { goldenAccuracies } from '@/lib/services/golden/golden-truth'
import { type AdjudicationScope, adjudicationScope, openCandidate } from './adjudication-scope'
import { adjudicationTaskOf, adjudicationWorkspaceOf } from './next-adjudication'

/** Returns what everybody else said about a pair, for an expert who has answered it. */
export async function readRevealedPair(
  { projectId, raterId, run }: AdjudicationScope,
  { id: candidateId, imageId, classId, isOriginal }: Candidate,
  accuracies = goldenAccuracies(projectId),
): Promise<RevealedPair> {
  const [votes, golden, experts, notes, models, score, earlier] = await Promise.all([
    findPairVotes(projectId, { imageId, candidateId, readerId: raterId }),
    accuracies,
    findPairAnswers(projectId, candidateId),
    findGoldenNotes(projectId, candidateId),
    findProposingModels(projectId, { imageId, candidateId, classId }),
    run &&
      prisma.score.findUnique({ where: { projectId_runId_candidateId: { projectId, runId: run.id, candidateId } } }),
    findCurrentAdjudications(projectId, candidateId),
  ])
  return {
    candidateId,
    isOriginal,
    run: run && score && { id: run.id, score: score.score, low: score.low, high: score.high, threshold: run.threshold },
    votes: votes.map((vote) => ({ ...vote, golden: golden.get(vote.raterId)?.marks ?? null })),
    experts: experts.map(({ raterId, name, answer }) => ({ raterId, name, answer })),
    thread: threadOf(notes),
    models,
    earlier,
  }
}

/** Requires that the expert has answered first. */
export async function revealPair(
  actor: Actor,
  { slug, candidateId }: { slug: string; candidateId: number },
): Promise<RevealedPair> {
  const scope = await adjudicationScope(actor, slug)
  return readRevealedPair(scope, await openCandidate(scope, candidateId))
}

interface Decision extends Pick<AdjudicationInput, 'candidateId' | 'firstAnswer' | 'answer' | 'reason' | 'note'> {
  asked?: AskedOnPage
}

/** Requires the project's lock: with ids in order, the newest of two concurrent decisions has the higher one. */
export async function writeDecision(
  { projectId, userId, raterId, run }: AdjudicationScope,
  { candidateId, answer, asked, ...decision }: Decision,
  submission: string | undefined,
  tx: Db,
): Promise<void> {
  const score =
    run &&
    (await tx.score.findUnique({ where: { projectId_runId_candidateId: { projectId, runId: run.id, candidateId } } }))
  const origin = {
    from: 'queue',
    run: run?.id ?? null,
    score: score?.score ?? null,
    threshold: run?.threshold ?? null,
    ...{ submission, asked },
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
  await inTransaction(prisma, async (tx) => {
    await lockProjectOrUnavailable(tx, project.id)
    if (submission !== undefined && (await hasSubmission({ projectId: project.id, raterId, submission }, tx))) return
    await openCandidate(scope, input.candidateId, tx, cannotBeAnswered)
    await writeDecision(scope, input, submission, tx)
  })
  return adjudicationWorkspaceOf(scope, next)
}

/**
 * Marks the actor's last adjudication as undone, or with `isPage` all on its page, by position. Throws AppError
 * `conflict` if there is none, or if the actor may no longer see one of them.
 */
export const undoLastAdjudication = (
  { projectId, userId, raterId, hiddenImages }: AdjudicationScope,
  { isPage }: { isPage: boolean },
): Promise<Adjudication[]> =>
  inTransaction(prisma, async (tx) => {
    await lockProjectOrUnavailable(tx, projectId)
    const last = await findLastAdjudication(projectId, raterId, tx)
    if (!last) throw conflict('You have no decision here that could be undone.')
    const all = isPage ? await findDecisionsOfPage(last, tx) : [last]
    const ids = all.map(({ candidateId }) => candidateId)
    if (await tx.candidate.findFirst({ where: { projectId, id: { in: ids }, imageId: { in: hiddenImages } } }))
      throw conflict(
        `${isPage ? 'Your last page shows' : 'Your last decision is about'} a golden image that you have not answered yet, or to which a class was added. Answer that image first; then you can undo this.`,
      )
    await undoDecisions(
      projectId,
      all.map(({ id }) => id),
      tx,
    )
    for (const { id, candidateId } of all) {
      await alignAdjudicatedAnswer(projectId, candidateId, raterId, tx)
      await writeAuditEvent(tx, { projectId, userId, action: 'adjudication.undo', details: { id, candidateId } })
    }
    return all
  })

/** Keeps the row, marked as undone. */
export async function undoAdjudication(actor: Actor, { slug }: { slug: string }): Promise<UndoneAdjudication> {
  const scope = await adjudicationScope(actor, slug)
  const [undone] = (await undoLastAdjudication(scope, { isPage: false })) as [Adjudication]
  const candidate = await openCandidate(scope, undone.candidateId)
  const [task, revealed] = await Promise.all([
    adjudicationTaskOf(scope, candidate.id),
    readRevealedPair(scope, candidate),
  ])
  if (!task) throw conflict('This candidate no longer exists.')
  return {
    task,
    revealed,
    firstAnswer: answerOf(undone.firstAnswer),
    answer: answerOf(undone.answer),
    reason: adjudicationReasons.find((reason) => reason === undone.reason) ?? null,
    note: undone.note,
  }
}
