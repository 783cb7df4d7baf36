import type { Metadata } from 'next'
import { AuditPage } from '@/components/audit/audit-page'
import { NeedsRole } from '@/components/kit/needs-role'
import { requirePageActor } from '@/lib/auth/page-actor'
import { auditAddress } from '@/lib/domain/audit/audit-view'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { listAuditEvents } from '@/lib/services/audit/list-audit-events'
import { ifAllowed } from '../if-allowed'

export const metadata: Metadata = { title: projectPages.audit.title }
export const dynamic = 'force-dynamic'

interface Props {
  params: Promise<{ project: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function ProjectAuditPage({ params, searchParams }: Props) {
  const [{ project: slug }, query] = await Promise.all([params, searchParams])
  const view = auditAddress.read(query)
  const actor = await requirePageActor(`/projects/${slug}/audit${auditAddress.write(view)}`)
  const page = await ifAllowed(listAuditEvents(actor, { slug, view }))
  if (!page) return <NeedsRole slug={slug} needed="admin" />
  return <AuditPage slug={slug} view={{ ...view, page: page.page }} page={page} />
}
