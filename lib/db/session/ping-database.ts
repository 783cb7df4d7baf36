import { type Db, prisma } from '@/lib/db/client'
import { runSql } from './sql'

/** Throws unless the database answers. */
export async function pingDatabase(db: Db = prisma): Promise<void> {
  await runSql(db)`SELECT 1`
}
