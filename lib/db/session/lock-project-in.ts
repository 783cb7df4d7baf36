import type { Db } from '@/lib/db/client'

/** Lets one change at a time be made that looks at all of a project, until the transaction `db` ends. */
export async function lockProjectIn(db: Db, projectId: number): Promise<void> {
  await db.$queryRaw`SELECT FROM project WHERE id = ${projectId}::int FOR NO KEY UPDATE`
}
