import { type Db, prisma } from '@/lib/db/client'
import { isUnavailable } from '@/lib/db/session/sql-state'

/** Whether an error says that the database is not there, rather than that it refused something. */
export const isDatabaseUnavailable = (error: unknown) => isUnavailable(error)

/** Throws unless the database answers. */
export async function checkDatabase(db: Db = prisma): Promise<void> {
  await db.$queryRaw`SELECT 1`
}
