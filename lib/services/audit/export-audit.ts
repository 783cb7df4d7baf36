import { type AuditEventRow, findAuditEvents } from '@/lib/db/audit/audit-query'
import { type AuditFilter, auditAddress } from '@/lib/domain/audit/audit-view'
import { type Actor, canCreateProjects } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { csvStream } from '@/lib/formats/csv'
import type { ExportedProject, ExportFile } from '@/lib/services/export-file'
import { auditAbout, auditPersonText } from '@/lib/wording/audit'
import { auditActionText } from '@/lib/wording/audit-actions'
import { auditEventOf } from './list-audit-events'

const columns = ['id', 'time', 'person', 'kind', 'action', 'what', 'about', 'details'] as const
const chunk = 1_000

async function* csvRows(projectId: number | null, filter: AuditFilter) {
  let after: AuditEventRow | undefined
  do {
    const rows = await findAuditEvents(projectId, filter, { limit: chunk, after })
    for (const event of rows.map(auditEventOf))
      yield {
        id: event.id,
        time: event.createdAt,
        person: auditPersonText(event),
        kind: event.kind,
        action: event.action,
        what: auditActionText(event.action),
        about: auditAbout(event),
        details: JSON.stringify(event.details),
      }
    after = rows.length < chunk ? undefined : rows.at(-1)
  } while (after)
}

/** Exports the filtered audit events as CSV, newest first. */
export const exportAudit = ({ id, slug }: ExportedProject, filter: AuditFilter): ExportFile => ({
  fileName: `${slug}-audit.csv`,
  content: csvStream(columns, csvRows(id, filter)),
})

/** Exports sign-ins, refused sign-ins and account changes as CSV, newest first. For the server's owner. */
export async function exportServerAudit(actor: Actor): Promise<ExportFile> {
  if (!canCreateProjects(actor))
    throw new AppError('forbidden', 'Only the account that set up this server can see what happened on it.')
  return { fileName: 'server-audit.csv', content: csvStream(columns, csvRows(null, auditAddress.initial)) }
}
