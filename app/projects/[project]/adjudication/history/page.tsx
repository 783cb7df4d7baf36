import type { Metadata } from 'next'
import { HistoryPage } from '@/components/adjudication/history-page'
import { NeedsRole } from '@/components/kit/needs-role'
import { requirePageActor } from '@/lib/auth/page-actor'
import { historyAddress } from '@/lib/domain/adjudication/adjudication-history'
import { canAdminister } from '@/lib/domain/permissions'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { guardProject } from '@/lib/services/access/guard-project'
import { listAdjudications } from '@/lib/services/adjudication/list-adjudications'
import { ifAllowed } from '../../if-allowed'

export const metadata: Metadata = { title: projectPages.adjudicationHistory.title }
export const dynamic = 'force-dynamic'

interface Props {
  params: Promise<{ project: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function AdjudicationHistoryPage({ params, searchParams }: Props) {
  const [{ project: slug }, query] = await Promise.all([params, searchParams])
  const view = historyAddress.read(query)
  const actor = await requirePageActor(`/projects/${slug}/adjudication/history${historyAddress.write(view)}`)
  const access = await ifAllowed(guardProject(actor, slug, 'expert'))
  if (!access) return <NeedsRole slug={slug} needed="expert" />
  const page = await listAdjudications(actor, { slug, view })
  return (
    <HistoryPage slug={slug} view={{ ...view, page: page.page }} page={page} isAdmin={canAdminister(access.role)} />
  )
}
