import type { z } from 'zod'
import {
  type newReview,
  type ReviewList,
  type ReviewSummary,
  type ReviewTask,
  type ReviewWorkspace,
  reviewAnswer,
  type reviewMade,
} from '@/lib/contracts/adjudication/review'
import {
  findKeptClasses,
  findMistakes,
  findOpenPositions,
  findReviewItem,
  findReviews,
  insertReview,
} from '@/lib/db/adjudication/review-query'
import { findHeldByOthers, noteShown } from '@/lib/db/adjudication/shown-work'
import { prisma } from '@/lib/db/client'
import { inTransaction, lockProject, writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { conflict, notFound, notInProject } from '@/lib/errors'
import { permutation, seededRandom } from '@/lib/numeric/seeded-random'
import { guardProject } from '@/lib/services/access/guard-project'
import { creditedPicture, withWikipedia } from '@/lib/services/access/shown-picture'
import { runForUse, usableRun } from '@/lib/services/runs/usable-run'
import { type AdjudicationScope, adjudicationScope } from './adjudication-scope'

type ReviewRow = Awaited<ReturnType<typeof findReviews>>[number]

const reviewSummaryOf = ({ wrong, missing, unclear, ...row }: ReviewRow): ReviewSummary => ({
  ...row,
  done: wrong + missing + unclear,
  verdicts: { wrong, missing, unclear },
})

/** Throws AppError `not-found` if there is no such review. */
export async function getReview(projectId: number, reviewId: number): Promise<ReviewSummary> {
  const [review] = await findReviews(projectId, { reviewId })
  if (!review) throw notInProject(`mistake review ${reviewId}`)
  return reviewSummaryOf(review)
}

export async function listReviews(
  actor: Actor,
  { slug, modelId }: { slug: string; modelId: number | null },
): Promise<ReviewList> {
  const { projectId } = await guardProject(actor, slug, 'expert')
  const [reviews, models, run] = await Promise.all([
    findReviews(projectId, { modelId }),
    prisma.model.findMany({
      where: { projectId },
      orderBy: { name: 'asc' },
      select: { id: true, name: true },
    }),
    runForUse(projectId, undefined),
  ])
  return { reviews: reviews.map(reviewSummaryOf), models, runId: run.runId }
}

/**
 * Draws images at random, by seed, on which the model is wrong by the latest usable run; all of them if there are fewer
 * than `size`. Throws AppError if a review has the same images: they would have to be judged twice.
 */
export async function startReview(
  actor: Actor,
  { slug, name, modelId, size, seed, scope }: z.output<typeof newReview> & { slug: string },
): Promise<z.infer<typeof reviewMade>> {
  const { projectId, userId } = await guardProject(actor, slug, 'admin')
  const [model, runId] = await Promise.all([
    prisma.model.findUnique({ where: { projectId_id: { projectId, id: modelId } } }),
    usableRun(projectId, undefined),
  ])
  if (!model) throw notFound('model')
  const pool = { projectId, modelId, runId, scope }
  const mistakes = await findMistakes(pool)
  if (mistakes.length === 0)
    throw conflict(`${model.name} is correct on all of these images, so there is nothing to review.`)
  const order = permutation(seededRandom(seed), mistakes.length)
  const items = Array.from(order.subarray(0, size), (index) => mistakes[index]!)
  const poolSize = mistakes.length
  return inTransaction(prisma, async (tx) => {
    await lockProject(tx, projectId)
    const alike = await tx.review.findMany({
      where: { projectId, modelId, runId, seed, labelScope: scope },
      select: { name: true, _count: { select: { items: true } } },
    })
    const same = alike.find(({ _count }) => _count.items === items.length)
    if (same)
      throw conflict(
        `The review “${same.name}” has exactly these images. Continue it, or choose another seed or number of images.`,
      )
    const reviewId = await insertReview({ ...pool, name: name || model.name, seed, poolSize, items }, tx)
    const made = { reviewId, size: items.length, poolSize }
    const details = { ...made, modelId, runId, seed, scope }
    await writeAuditEvent(tx, { projectId, userId, action: 'review.start', details })
    return made
  })
}

/** Images sent in advance of the current one. */
const imagesAhead = 3

async function reviewTaskOf(
  { project, raterId, hiddenImages }: AdjudicationScope,
  review: ReviewSummary,
  position: number,
): Promise<ReviewTask> {
  const key = { projectId: project.id, reviewId: review.id, runId: review.runId, raterId }
  const item = await findReviewItem(key, position)
  if (!item || hiddenImages.includes(item.imageId)) throw notFound('image')
  const { imageId } = item
  const [labels, own] = await Promise.all([
    findKeptClasses(project.id, review.runId, imageId),
    prisma.reviewAnswer.findUnique({
      where: {
        projectId_reviewId_imageId_raterId: { projectId: project.id, reviewId: review.id, imageId, raterId },
      },
      select: { verdict: true, category: true, severity: true, note: true },
    }),
  ])
  return {
    position,
    imageId,
    image: creditedPicture(project.slug, item),
    predicted: withWikipedia(item.shown),
    labels,
    original:
      item.originalName === null
        ? null
        : { name: item.originalName, externalId: item.originalExternalId, index: item.originalIndex },
    score: item.score,
    own: own && reviewAnswer.parse(own),
  }
}

/** Opens the image at `position`, or by default the first that nobody has judged and no other expert has. */
export async function reviewWorkspaceOf(
  scope: AdjudicationScope,
  { reviewId, position }: { reviewId: number; position: number | null },
): Promise<ReviewWorkspace> {
  const { project, raterId, hiddenImages } = scope
  const review = await getReview(project.id, reviewId)
  if (position !== null) return { raterId, review, task: await reviewTaskOf(scope, review, position), ahead: [] }
  const shown = { projectId: project.id, raterId, queue: `review ${reviewId}` }
  const taken = new Set(await findHeldByOthers(shown))
  const positions = (await findOpenPositions(project.id, reviewId))
    .filter((one) => !hiddenImages.includes(one.imageId) && !taken.has(one.position))
    .slice(0, 1 + imagesAhead)
    .map((one) => one.position)
  await noteShown(shown, positions)
  const [task = null, ...ahead] = await Promise.all(positions.map((one) => reviewTaskOf(scope, review, one)))
  return { raterId, review, task, ahead }
}

export const openReview = async (
  actor: Actor,
  { slug, screens, ...wanted }: { slug: string; reviewId: number; position: number | null; screens?: string },
): Promise<ReviewWorkspace> => reviewWorkspaceOf(await adjudicationScope(actor, slug, screens), wanted)
