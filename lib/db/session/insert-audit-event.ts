import type { CopySession } from './copy-session'

export interface NewAuditEvent {
  projectId: number
  userId: string | null
  action: string
  details: Record<string, unknown>
}

/** Adds to the audit trail within a bulk write, so that neither stands without the other. */
export async function insertAuditEvent(session: CopySession, { projectId, userId, action, details }: NewAuditEvent) {
  await session.query('INSERT INTO audit_event (project_id, user_id, action, details) VALUES ($1, $2, $3, $4)', [
    projectId,
    userId,
    action,
    JSON.stringify(details),
  ])
}
