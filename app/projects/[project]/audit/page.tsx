import { AuditPage } from '@/components/audit/audit-page'
import { auditAddress } from '@/lib/domain/audit/audit-view'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { listAuditEvents } from '@/lib/services/audit/audit'
import { projectPage } from '../project-page'

export const metadata = { title: projectPages.audit.title }

export default projectPage({ ...projectPages.audit, view: auditAddress }, async ({ actor, slug, view }) => {
  const page = await listAuditEvents(actor, { slug, view })
  return <AuditPage slug={slug} view={{ ...view, page: page.page }} page={page} />
})
