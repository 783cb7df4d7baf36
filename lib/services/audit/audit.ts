import type { AuditEvent, AuditPage } from '@/lib/contracts/audit'
import { type AuditEventRow, countAuditEvents, findAuditEvents, findAuditPeople } from '@/lib/db/audit/audit-query'
import { auditKindOf, namelessActorOf } from '@/lib/domain/audit/audit-action'
import { type AuditFilter, type AuditView, auditAddress } from '@/lib/domain/audit/audit-view'
import { pageOf } from '@/lib/domain/page-of'
import { type Actor, canCreateProjects } from '@/lib/domain/permissions'
import { forbidden } from '@/lib/errors'
import { csvTable } from '@/lib/formats/csv'
import { guardProject } from '@/lib/services/access/guard-project'
import type { ExportedProject, ExportFile } from '@/lib/services/export-file'
import { auditAbout, auditPersonText } from '@/lib/wording/audit'
import { auditActionText } from '@/lib/wording/audit-actions'

const pageSize = 50

const auditEventOf = ({ userId, userName, createdAt, ...row }: AuditEventRow): AuditEvent => ({
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

const chunk = 1_000

async function* events(projectId: number | null, filter: AuditFilter) {
  let after: AuditEventRow | undefined
  do {
    const rows = await findAuditEvents(projectId, filter, { limit: chunk, after })
    yield* rows.map(auditEventOf)
    after = rows.length < chunk ? undefined : rows.at(-1)
  } while (after)
}

const csvOf = (projectId: number | null, filter: AuditFilter) =>
  csvTable(events(projectId, filter), {
    id: ({ id }) => id,
    time: ({ createdAt }) => createdAt,
    person: auditPersonText,
    kind: ({ kind }) => kind,
    action: ({ action }) => action,
    what: ({ action }) => auditActionText(action),
    about: auditAbout,
    details: ({ details }) => JSON.stringify(details),
  })

/** Exports the filtered audit events as CSV, newest first. */
export const exportAudit = ({ id, slug }: ExportedProject, filter: AuditFilter): ExportFile => ({
  fileName: `${slug}-audit.csv`,
  content: csvOf(id, filter),
})

/** Exports sign-ins, account changes and deletions of projects as CSV, newest first. For the server's owner. */
export async function exportServerAudit(actor: Actor): Promise<ExportFile> {
  if (!canCreateProjects(actor)) throw forbidden('Only the owner of this server can see what happened on it.')
  return { fileName: 'server-audit.csv', content: csvOf(null, auditAddress.initial) }
}
