import { type LockedWork, whileHolding } from '@/lib/db/session/copy-session'
import { sql } from '@/lib/db/session/sql'

/** Serializes backups of a database, because a second backup would remove an unfinished one. */
export const whileBackingUp = <T>(work: LockedWork<T>, signal?: AbortSignal): Promise<T> =>
  whileHolding(sql`SELECT pg_advisory_lock(72707377, 0)`, work, signal)
