import { whileHolding } from '@/lib/db/session/copy-session'
import { sql } from '@/lib/db/session/sql'

/** Serializes backups of a database, because a second backup would remove an unfinished one. */
export const whileBackingUp = <T>(work: () => Promise<T>): Promise<T> =>
  whileHolding(sql`SELECT pg_advisory_lock(72707377, 0)`, work)
