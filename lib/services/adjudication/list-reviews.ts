import type { ReviewList, ReviewSummary } from '@/lib/contracts/adjudication/review'
import { findReviews } from '@/lib/db/adjudication/review-query'
import { type Db, prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { notFound } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import { runForUse } from '@/lib/services/runs/usable-run'

type ReviewRow = Awaited<ReturnType<typeof findReviews>>[number]

export const reviewSummaryOf = ({ wrong, missing, unclear, createdAt, ...row }: ReviewRow): ReviewSummary => ({
  ...row,
  done: wrong + missing + unclear,
  verdicts: { wrong, missing, unclear },
  createdAt: createdAt.toISOString(),
})

/** Throws AppError `not-found` if there is no such review. */
export async function getReview(projectId: number, reviewId: number, db: Db = prisma): Promise<ReviewSummary> {
  const [review] = await findReviews(projectId, { reviewId }, db)
  if (!review) throw notFound('mistake review')
  return reviewSummaryOf(review)
}

export async function listReviews(
  actor: Actor,
  { slug, modelId }: { slug: string; modelId: number | null },
): Promise<ReviewList> {
  const { project } = await guardProject(actor, slug, 'expert')
  const [reviews, models, run] = await Promise.all([
    findReviews(project.id, { modelId }),
    prisma.model.findMany({
      where: { projectId: project.id },
      orderBy: { name: 'asc' },
      select: { id: true, name: true },
    }),
    runForUse(project.id, undefined),
  ])
  return { reviews: reviews.map(reviewSummaryOf), models, runId: run.runId }
}
