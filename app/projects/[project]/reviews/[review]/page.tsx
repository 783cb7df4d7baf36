import { getLocale } from 'next-intl/server'
import { ReviewScreen } from '@/components/adjudication/review-screen'
import { openReview } from '@/lib/services/adjudication/reviews'
import { projectPage, thingMetadata } from '../../project-page'

export const generateMetadata = thingMetadata('Mistake review')

export default projectPage({ path: '/reviews/[review]', role: 'expert' }, async ({ actor, slug, idOf, query }) => {
  const reviewId = idOf('review')
  const position =
    typeof query.position === 'string' && /^\d{1,6}$/.test(query.position) ? Number(query.position) : null
  const workspace = await openReview(actor, { slug, reviewId, position, screens: await getLocale() })
  return <ReviewScreen key={`${reviewId}-${position}`} slug={slug} firstWorkspace={workspace} />
})
