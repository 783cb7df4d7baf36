import type { ReviewSummary } from '@/lib/contracts/adjudication/review'
import { findReviews } from '@/lib/db/adjudication/review-query'
import { type Db, prisma } from '@/lib/db/client'
import { notFound } from '@/lib/errors'

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
