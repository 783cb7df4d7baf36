import type { ReviewSummary, ReviewTask, ReviewWorkspace } from '@/lib/contracts/adjudication/review'
import { reviewAnswer } from '@/lib/contracts/adjudication/review'
import { findKeptClasses, findOpenPositions, findReviewItem } from '@/lib/db/adjudication/review-query'
import { findHeldByOthers, noteShown } from '@/lib/db/adjudication/shown-work'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { notFound } from '@/lib/errors'
import { wikipediaSearch } from '@/lib/services/access/rating-session'
import { type AdjudicationScope, adjudicationScope } from './adjudication-scope'
import { pictureUrl } from './adjudication-task'
import { getReview } from './list-reviews'

/** Images sent in advance of the current one. */
const imagesAhead = 3

async function reviewTaskOf(
  { project, raterId }: AdjudicationScope,
  review: ReviewSummary,
  position: number,
): Promise<ReviewTask> {
  const key = { projectId: project.id, reviewId: review.id, runId: review.runId, raterId }
  const item = await findReviewItem(key, position)
  if (!item) throw notFound('image')
  const { imageId, contentHash, width, height, credit, creditUrl, license, shown } = item
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
    image: { url: pictureUrl(project.slug, contentHash), width, height, credit, creditUrl, license },
    predicted: { ...shown, wikipediaUrl: shown.wikipediaUrl ?? wikipediaSearch(shown.name, shown.lang) },
    labels,
    original:
      item.originalName === null
        ? null
        : { name: item.originalName, externalId: item.originalExternalId, index: item.originalIndex },
    score: item.score,
    own: own && reviewAnswer.parse(own),
  }
}

/** Opens the image at `position`, or by default the first that nobody has judged. */
export async function reviewWorkspaceOf(
  scope: AdjudicationScope,
  { reviewId, position }: { reviewId: number; position: number | null },
): Promise<ReviewWorkspace> {
  const { project, raterId, hiddenImages } = scope
  const review = await getReview(project.id, reviewId)
  if (position !== null) return { raterId, review, task: await reviewTaskOf(scope, review, position), ahead: [] }
  const shown = { projectId: project.id, raterId, queue: `review ${reviewId}` }
  const taken = new Set(await findHeldByOthers(shown, prisma))
  const open = (await findOpenPositions(project.id, reviewId)).filter((one) => !hiddenImages.includes(one.imageId))
  const free = open.filter((one) => !taken.has(one.position))
  const next = (free.length > 0 ? free : open).slice(0, 1 + imagesAhead)
  const [task, ...ahead] = await Promise.all(next.map((one) => reviewTaskOf(scope, review, one.position)))
  if (!task) return { raterId, review, task: null, ahead: [] }
  await noteShown(shown, [task.position], prisma)
  return { raterId, review, task, ahead }
}

export async function openReview(
  actor: Actor,
  { slug, screens, ...wanted }: { slug: string; reviewId: number; position: number | null; screens?: string },
): Promise<ReviewWorkspace> {
  return reviewWorkspaceOf(await adjudicationScope(actor, slug, screens), wanted)
}
