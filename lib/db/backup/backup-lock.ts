import { whileHolding } from '@/lib/db/session/copy-session'
import { sql } from '@/lib/db/session/sql'

/** Lets one backup at a time be made of a database: the next one would remove an unfinished one. */
export const whileBackingUp = <T>(work: () => Promise<T>): Promise<T> =>
  whileHolding(sql`SELECT pg_advisory_lock(72707377, 0)`, work)
