import type { Db } from '@/lib/db/client'
import { runSql } from '@/lib/db/session/sql'

/** Makes the first account an admin of every project that the command line imported before there was an account. */
export async function insertOwnerMemberships(userId: string, db: Db): Promise<void> {
  await runSql(db)`INSERT INTO membership (project_id, user_id, role) SELECT id, ${userId}::uuid, 'admin' FROM project`
}
