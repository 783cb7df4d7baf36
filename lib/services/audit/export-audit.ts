import { type AuditEventRow, findAuditEvents } from '@/lib/db/audit/audit-query'
import { type AuditFilter, auditAddress } from '@/lib/domain/audit/audit-view'
import { type Actor, canCreateProjects } from '@/lib/domain/permissions'
import { forbidden } from '@/lib/errors'
import { csvTable } from '@/lib/formats/csv'
import type { ExportedProject, ExportFile } from '@/lib/services/export-file'
import { auditAbout, auditPersonText } from '@/lib/wording/audit'
import { auditActionText } from '@/lib/wording/audit-actions'
import { auditEventOf } from './list-audit-events'

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
  if (!canCreateProjects(actor))
    throw forbidden('Only the account that set up this server can see what happened on it.')
  return { fileName: 'server-audit.csv', content: csvOf(null, auditAddress.initial) }
}
