import type {
  AdjudicationClassPage,
  AdjudicationPageInput,
  AdjudicationPageWorkspace,
  NextAdjudicationPageInput,
  RevealedPage,
  RevealPageInput,
  UndoneAdjudicationPage,
} from '@/lib/contracts/adjudication/adjudication-page'
import { findBlindPairs, findProposedNames } from '@/lib/db/adjudication/adjudication-pair-query'
import { hasSubmission } from '@/lib/db/adjudication/adjudication-rows'
import { noteShown } from '@/lib/db/adjudication/shown-work'
import { prisma } from '@/lib/db/client'
import { findPagePictures } from '@/lib/db/golden/golden-page-rows'
import { inTransaction, lockProjectOrUnavailable } from '@/lib/db/session/transaction'
import { adjudicationReasons } from '@/lib/domain/adjudication/adjudication'
import { pageOrder } from '@/lib/domain/golden/golden-order'
import type { Actor } from '@/lib/domain/permissions'
import { answerOf } from '@/lib/domain/rating/answer'
import { picturesPerPage } from '@/lib/domain/rating/rating-limits'
import { conflict } from '@/lib/errors'
import { cannotBeAnswered, requireSameRater } from '@/lib/services/golden/golden-expert'
import { classPageOf } from '@/lib/services/golden/golden-pages'
import { goldenAccuracies } from '@/lib/services/golden/golden-truth'
import { readRevealedPair, undoLastAdjudication, writeDecision } from './adjudicate-pair'
import { firstOfQueue } from './adjudication-queue'
import { type AdjudicationScope, adjudicationScope, findOpenCandidates } from './adjudication-scope'
import { openQueue } from './next-adjudication'

/** The page to show and the one after it. */
const pagesGiven = 2

/** Null if none of the candidates exists any longer. */
async function adjudicationPageOf(
  expert: AdjudicationScope,
  candidateIds: number[],
): Promise<AdjudicationClassPage | null> {
  const [shown, pairs] = await Promise.all([
    findPagePictures(expert, candidateIds),
    findBlindPairs(expert, candidateIds),
  ])
  const rows = candidateIds.flatMap((candidateId) => shown.get(candidateId) ?? [])
  if (rows.length === 0) return null
  const proposed = await Promise.all(rows.map(({ imageId }) => findProposedNames(expert, imageId)))
  const page = classPageOf(expert.project.slug, rows)
  return {
    ...page,
    pictures: page.pictures.map((picture, position) => {
      const { sentAt = null, sentBy = null } = pairs.get(picture.candidateId) ?? {}
      return {
        ...picture,
        others: proposed[position]!.filter(({ candidateId }) => candidateId !== picture.candidateId),
        sent: sentAt && { by: sentBy, at: sentAt.toISOString() },
      }
    }),
  }
}

/** Starts with the class of the first pair in the queue. The order of pictures does not reveal scores. */
async function adjudicationPagesOf(
  expert: AdjudicationScope,
  input: NextAdjudicationPageInput,
): Promise<AdjudicationPageWorkspace> {
  const { projectId, raterId } = expert
  const { later, view } = input
  const { shown, scope, held, first, state } = await openQueue(expert, input, 1)
  const pages: number[][] = []
  // If only skipped pairs are left, show them again.
  let without = first.some(({ candidateId }) => later.includes(candidateId)) ? held : [...held, ...later]
  for (let head = first[0]; head && pages.length < pagesGiven; ) {
    const { classId } = await prisma.candidate.findUniqueOrThrow({
      where: { projectId_id: { projectId, id: head.candidateId } },
      select: { classId: true },
    })
    const pairs = await firstOfQueue({ ...scope, classId }, { kind: view.kind, without, limit: picturesPerPage })
    if (pairs.length === 0) break
    const ids = pairs.map(({ candidateId }) => candidateId)
    pages.push(pageOrder(raterId, classId, ids))
    without = [...without, ...ids]
    if (pages.length < pagesGiven) [head] = await firstOfQueue(scope, { kind: view.kind, without, limit: 1 })
  }
  const found = await Promise.all(pages.map((ids) => adjudicationPageOf(expert, ids)))
  const [task = null, ...ahead] = found.filter((page) => page !== null)
  await noteShown(shown, pages.flat())
  return { ...state, task, ahead }
}

export const nextAdjudicationPage = async (
  actor: Actor,
  { slug, ...input }: NextAdjudicationPageInput & { slug: string },
): Promise<AdjudicationPageWorkspace> => adjudicationPagesOf(await adjudicationScope(actor, slug), input)

async function revealedPairs(scope: AdjudicationScope, ids: number[]) {
  const open = await findOpenCandidates(scope, ids, prisma)
  const golden = goldenAccuracies(scope.projectId)
  return Promise.all(open.map((candidate) => readRevealedPair(scope, candidate, golden)))
}

/** Requires one's own answers first, so that nobody is influenced by others. */
export async function revealPage(
  actor: Actor,
  { slug, answers }: RevealPageInput & { slug: string },
): Promise<RevealedPage> {
  const ids = answers.map(({ candidateId }) => candidateId)
  return { pairs: await revealedPairs(await adjudicationScope(actor, slug), ids) }
}

/** Stores decisions as if made pair by pair, without pairs that may no longer be decided. Repeating it is safe. */
export async function adjudicatePage(
  actor: Actor,
  { slug, next, ...input }: AdjudicationPageInput & { slug: string },
): Promise<AdjudicationPageWorkspace> {
  const scope = await adjudicationScope(actor, slug)
  requireSameRater(scope, input.raterId)
  const { projectId, raterId } = scope
  const { submission, pageMs, pictures, reason, note } = input
  await inTransaction(prisma, async (tx) => {
    await lockProjectOrUnavailable(tx, projectId)
    if (await hasSubmission({ projectId, raterId, submission }, tx)) return
    const ids = pictures.map(({ candidateId }) => candidateId)
    const open = new Set((await findOpenCandidates(scope, ids, tx)).map(({ id }) => id))
    if (open.size === 0) throw cannotBeAnswered('page')
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
  const undone = await undoLastAdjudication(scope, { isPage: true })
  const ids = undone.map(({ candidateId }) => candidateId)
  const page = await adjudicationPageOf(scope, ids)
  if (!page) throw conflict('These candidates no longer exist.')
  const byId = new Map(undone.map((row) => [row.candidateId, row]))
  const rows = page.pictures.map(({ candidateId }) => byId.get(candidateId)!)
  return {
    page,
    revealed: await revealedPairs(scope, ids),
    firstAnswers: rows.map(({ firstAnswer }) => answerOf(firstAnswer)),
    answers: rows.map(({ answer }) => answerOf(answer)),
    reason: adjudicationReasons.find((reason) => reason === undone[0]?.reason) ?? null,
    note: undone[0]?.note ?? '',
  }
}
