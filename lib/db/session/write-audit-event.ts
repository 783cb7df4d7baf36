import { type Connection, newRow, runSql } from './sql'

export interface NewAuditEvent {
  /** Null for what concerns the whole server. */
  projectId: number | null
  /** Null when the command line or the worker did it. */
  userId: string | null
  action: string
  details: object
}

/** Adds to the audit trail in the transaction of what is recorded, so that neither is kept without the other. */
export async function writeAuditEvent(
  on: Connection,
  { projectId, userId, action, details }: NewAuditEvent,
): Promise<void> {
  await runSql(on)`
    INSERT INTO audit_event ${newRow({ projectId, userId, action, details: JSON.stringify(details) })}`
}
