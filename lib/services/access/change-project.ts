import type { Db } from '@/lib/db/client'
import { inTransaction, lockProject, writeAuditEvent } from '@/lib/db/session/transaction'
import type { AuditAction } from '@/lib/domain/audit/audit-action'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject, type ProjectAccess } from './guard-project'

export interface ProjectChange extends ProjectAccess {
  /** Holds the project's lock. */
  tx: Db
  /** Adds an audit event in the same transaction. */
  audit: (action: AuditAction, details: object) => Promise<void>
}

/** Runs an admin's change in one transaction, under the project's lock. */
export async function changeProject<Result>(
  actor: Actor,
  slug: string,
  db: Db,
  work: (change: ProjectChange) => Promise<Result>,
): Promise<Result> {
  const access = await guardProject(actor, slug, 'admin', db)
  const { userId, projectId } = access
  return inTransaction(db, async (tx) => {
    await lockProject(tx, projectId)
    const audit = (action: AuditAction, details: object) => writeAuditEvent(tx, { projectId, userId, action, details })
    return work({ ...access, tx, audit })
  })
}
