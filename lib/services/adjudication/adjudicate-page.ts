import type {
  AdjudicationPageInput,
  AdjudicationPageWorkspace,
  UndoneAdjudicationPage,
} from '@/lib/contracts/adjudication/adjudication-page'
import { hasSubmission } from '@/lib/db/adjudication/adjudication-rows'
import { prisma } from '@/lib/db/client'
import { lockProject } from '@/lib/db/session/transaction'
import { adjudicationReasons } from '@/lib/domain/adjudication/adjudication'
import type { Actor } from '@/lib/domain/permissions'
import { answerOf } from '@/lib/domain/rating/answer'
import { AppError } from '@/lib/errors'
import { goneToAnswer, requireSameRater } from '@/lib/services/golden/golden-expert'
import { writeDecision } from './adjudicate-pair'
import { adjudicationPageOf, adjudicationPagesOf, revealPage } from './adjudication-pages'
import { adjudicationScope } from './adjudication-scope'
import { takeBackLast } from './undo-adjudication'

/**
 * Stores decisions as if made pair by pair, skipping pairs that may no longer be decided. Sending a page again is safe.
 */
export async function adjudicatePage(
  actor: Actor,
  { slug, next, ...input }: AdjudicationPageInput & { slug: string },
): Promise<AdjudicationPageWorkspace> {
  const scope = await adjudicationScope(actor, slug)
  requireSameRater(scope, input.raterId)
  const { project, raterId, hiddenImages } = scope
  const { submission, pageMs, pictures, reason, note } = input
  await prisma.$transaction(async (tx) => {
    await lockProject(tx, project.id)
    if (await hasSubmission({ projectId: project.id, raterId, submission }, tx)) return
    const ids = pictures.map(({ candidateId }) => candidateId)
    const found = await tx.candidate.findMany({ where: { projectId: project.id, id: { in: ids } } })
    const open = new Set(found.filter(({ imageId }) => !hiddenImages.includes(imageId)).map(({ id }) => id))
    if (open.size === 0) throw goneToAnswer('page')
    for (const { candidateId, position, shownMs, isRest, firstAnswer, answer } of pictures) {
      if (!open.has(candidateId)) continue
      const asked = { page: submission, pageMs, position, shownMs, isRest }
      await writeDecision(scope, { candidateId, firstAnswer, answer, reason, note, asked }, submission, tx)
    }
  })
  return adjudicationPagesOf(scope, next)
}

export async function undoAdjudicationPage(actor: Actor, { slug }: { slug: string }): Promise<UndoneAdjudicationPage> {
  const scope = await adjudicationScope(actor, slug)
  const undone = await takeBackLast(scope, { isPage: true })
  const ids = undone.map(({ candidateId }) => candidateId)
  const page = await adjudicationPageOf(scope, ids)
  if (!page) throw new AppError('conflict', 'These candidates no longer exist.')
  const byId = new Map(undone.map((row) => [row.candidateId, row]))
  const rows = page.pictures.map(({ candidateId }) => byId.get(candidateId)!)
  const answers = rows.map(({ candidateId, firstAnswer }) => ({ candidateId, answer: answerOf(firstAnswer) }))
  const { pairs } = await revealPage(actor, { slug, answers })
  return {
    page,
    revealed: pairs,
    firstAnswers: answers.map(({ answer }) => answer),
    answers: rows.map(({ answer }) => answerOf(answer)),
    reason: adjudicationReasons.find((reason) => reason === undone[0]?.reason) ?? null,
    note: undone[0]?.note ?? '',
    count: undone.length,
  }
}
