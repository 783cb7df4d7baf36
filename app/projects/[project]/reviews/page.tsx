import type { Metadata } from 'next'
import { ReviewListPage } from '@/components/adjudication/review-list-page'
import { NeedsRole } from '@/components/kit/needs-role'
import { requirePageActor } from '@/lib/auth/page-actor'
import { canAdminister } from '@/lib/domain/permissions'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { guardProject } from '@/lib/services/access/guard-project'
import { listReviews } from '@/lib/services/adjudication/list-reviews'
import { ifAllowed } from '../if-allowed'

export const metadata: Metadata = { title: projectPages.reviews.title }
export const dynamic = 'force-dynamic'

interface Props {
  params: Promise<{ project: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function ReviewsPage({ params, searchParams }: Props) {
  const [{ project: slug }, { model }] = await Promise.all([params, searchParams])
  const modelId = typeof model === 'string' && /^\d{1,9}$/.test(model) ? Number(model) : null
  const actor = await requirePageActor(`/projects/${slug}/reviews${modelId === null ? '' : `?model=${modelId}`}`)
  const access = await ifAllowed(guardProject(actor, slug, 'expert'))
  if (!access) return <NeedsRole slug={slug} needed="expert" />
  const list = await listReviews(actor, { slug, modelId })
  return <ReviewListPage slug={slug} list={list} modelId={modelId} isAdmin={canAdminister(access.role)} />
}
