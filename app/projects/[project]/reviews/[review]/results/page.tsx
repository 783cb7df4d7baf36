import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ReviewResultsPage } from '@/components/adjudication/review-results-page'
import { NeedsRole } from '@/components/kit/needs-role'
import { requirePageActor } from '@/lib/auth/page-actor'
import { reviewPath } from '@/lib/contracts/adjudication/review'
import { canAdminister } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import { readReviewResults } from '@/lib/services/adjudication/read-review-results'
import { ifAllowed } from '../../../if-allowed'

export const metadata: Metadata = { title: 'Mistake review' }
export const dynamic = 'force-dynamic'

export default async function ReviewResults({ params }: { params: Promise<{ project: string; review: string }> }) {
  const path = reviewPath.safeParse(await params)
  if (!path.success) notFound()
  const { project: slug, review: reviewId } = path.data
  const actor = await requirePageActor(`/projects/${slug}/reviews/${reviewId}/results`)
  const access = await ifAllowed(guardProject(actor, slug, 'expert'))
  if (!access) return <NeedsRole slug={slug} needed="expert" />
  const results = await ifAllowed(readReviewResults(actor, { slug, reviewId }))
  if (!results) notFound()
  return <ReviewResultsPage slug={slug} results={results} isAdmin={canAdminister(access.role)} />
}
