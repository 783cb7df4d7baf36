import type { Db } from '@/lib/db/client'

const lockClass = 72_707_370

/**
 * Until the transaction ends, whoever else wants to begin an import in the project waits. A lock of its own, since the row
 * of the project is held by long jobs.
 */
export async function lockImportStart(projectId: number, db: Db): Promise<void> {
  await db.$queryRaw`SELECT pg_advisory_xact_lock(${lockClass}::int, ${projectId}::int)::text`
}
