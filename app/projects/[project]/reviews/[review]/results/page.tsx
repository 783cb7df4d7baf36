import { ReviewResultsPage } from '@/components/adjudication/review-results-page'
import { readReviewResults } from '@/lib/services/adjudication/review-results'
import { projectPage, thingMetadata } from '../../../project-page'

export const generateMetadata = thingMetadata('Results of a mistake review')

export default projectPage(
  { path: '/reviews/[review]/results', role: 'expert' },
  async ({ actor, slug, idOf, isAdmin }) => {
    const results = await readReviewResults(actor, { slug, reviewId: idOf('review') })
    return <ReviewResultsPage slug={slug} results={results} isAdmin={isAdmin} />
  },
)
