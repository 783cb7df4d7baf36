import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale } from 'next-intl/server'
import { ReviewScreen } from '@/components/adjudication/review-screen'
import { NeedsRole } from '@/components/kit/needs-role'
import { requirePageActor } from '@/lib/auth/page-actor'
import { reviewPath } from '@/lib/contracts/adjudication/review'
import { openReview } from '@/lib/services/adjudication/open-review'
import { ifAllowed } from '../../if-allowed'

export const metadata: Metadata = { title: 'Mistake review' }
export const dynamic = 'force-dynamic'

interface Props {
  params: Promise<{ project: string; review: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function ReviewPage({ params, searchParams }: Props) {
  const [path, query] = await Promise.all([params.then((given) => reviewPath.safeParse(given)), searchParams])
  if (!path.success) notFound()
  const { project: slug, review: reviewId } = path.data
  const position =
    typeof query.position === 'string' && /^\d{1,6}$/.test(query.position) ? Number(query.position) : null
  const actor = await requirePageActor(`/projects/${slug}/reviews/${reviewId}`)
  const workspace = await ifAllowed(openReview(actor, { slug, reviewId, position, screens: await getLocale() }))
  if (!workspace) return <NeedsRole slug={slug} needed="expert" />
  return <ReviewScreen key={`${reviewId}-${position}`} slug={slug} firstWorkspace={workspace} />
}
