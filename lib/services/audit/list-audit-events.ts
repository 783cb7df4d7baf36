import type { AuditEvent, AuditPage } from '@/lib/contracts/audit'
import { type AuditEventRow, countAuditEvents, findAuditEvents, findAuditPeople } from '@/lib/db/audit/audit-query'
import { auditKindOf, namelessActorOf } from '@/lib/domain/audit/audit-action'
import type { AuditView } from '@/lib/domain/audit/audit-view'
import { pageOf } from '@/lib/domain/page-of'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'

const pageSize = 50

export const auditEventOf = ({ userId, userName, createdAt, ...row }: AuditEventRow): AuditEvent => ({
  ...row,
  createdAt: createdAt.toISOString(),
  account: userId === null ? null : { id: userId, name: userName },
  nameless: userId === null ? namelessActorOf(row.action) : null,
  kind: auditKindOf(row.action),
})

/** Returns a page of events, newest first; the last page if `page` is past the end. */
export async function listAuditEvents(
  actor: Actor,
  { slug, view }: { slug: string; view: AuditView },
): Promise<AuditPage> {
  const { projectId } = await guardProject(actor, slug, 'admin')
  const total = await countAuditEvents(projectId, view)
  const { offset, ...paging } = pageOf(total, view.page, pageSize)
  const [rows, people] = await Promise.all([
    findAuditEvents(projectId, view, { limit: pageSize, offset }),
    findAuditPeople(projectId),
  ])
  return { events: rows.map(auditEventOf), total, ...paging, people }
}
