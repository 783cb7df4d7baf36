import { notFound } from 'next/navigation'
import { ReviewResultsPage } from '@/components/adjudication/review-results-page'
import { reviewPath } from '@/lib/contracts/adjudication/review'
import { canAdminister } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import { readReviewResults } from '@/lib/services/adjudication/read-review-results'
import { projectPage } from '../../../project-page'

export const metadata = { title: 'Mistake review' }

export default projectPage({ path: '/reviews/[review]/results', role: 'expert' }, async ({ actor, slug, params }) => {
  const reviewId = reviewPath.safeParse(params).data?.review ?? notFound()
  const { role } = await guardProject(actor, slug, 'expert')
  const results = await readReviewResults(actor, { slug, reviewId })
  return <ReviewResultsPage slug={slug} results={results} isAdmin={canAdminister(role)} />
})
