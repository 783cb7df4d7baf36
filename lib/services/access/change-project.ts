import type { Db } from '@/lib/db/client'
import { inTransaction, lockProject, writeAuditEvent } from '@/lib/db/session/transaction'
import type { AuditAction } from '@/lib/domain/audit/audit-action'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject, type ProjectAccess } from './guard-project'

/** What a change by an admin works with. */
export interface ProjectChange extends ProjectAccess {
  /** The transaction in which the project is locked. */
  tx: Db
  projectId: number
  /** Adds to the audit trail, in the same transaction. */
  audit: (action: AuditAction, details: object) => Promise<void>
}

/** Carries out a change that an admin asked for, all of it or nothing, while no other such change is made to the project. */
export async function changeProject<Result>(
  actor: Actor,
  slug: string,
  db: Db,
  work: (change: ProjectChange) => Promise<Result>,
): Promise<Result> {
  const access = await guardProject(actor, slug, 'admin', db)
  const { userId, project } = access
  return inTransaction(db, async (tx) => {
    await lockProject(tx, project.id)
    const audit = (action: AuditAction, details: object) =>
      writeAuditEvent(tx, { projectId: project.id, userId, action, details })
    return work({ ...access, tx, projectId: project.id, audit })
  })
}
