import { notFound } from 'next/navigation'
import { ReviewResultsPage } from '@/components/adjudication/review-results-page'
import { reviewPath } from '@/lib/contracts/adjudication/review'
import { readReviewResults } from '@/lib/services/adjudication/review-results'
import { projectPage } from '../../../project-page'

export const metadata = { title: 'Mistake review' }

export default projectPage(
  { path: '/reviews/[review]/results', role: 'expert' },
  async ({ actor, slug, params, isAdmin }) => {
    const reviewId = reviewPath.safeParse(params).data?.review ?? notFound()
    const results = await readReviewResults(actor, { slug, reviewId })
    return <ReviewResultsPage slug={slug} results={results} isAdmin={isAdmin} />
  },
)
