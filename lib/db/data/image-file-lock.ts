import { z } from 'zod'
import type { Db } from '@/lib/db/client'
import { type CopySession, whileHolding } from '@/lib/db/session/copy-session'
import { getValue, runSql, sql } from '@/lib/db/session/sql'

/** Whoever stores image files, or writes rows that name stored ones, shares this lock; whoever deletes files has it alone. */
const key = sql`72707373, 0`

/** Keeps image files from being deleted while `work` stores some and writes the rows that name them. */
export const whileStoringImages = <T>(work: () => Promise<T>): Promise<T> =>
  whileHolding(sql`SELECT pg_advisory_lock_shared(${key})`, work)

/** The same until the end of the transaction, for rows that name files which are there. */
export async function keepImageFiles(session: CopySession): Promise<void> {
  await runSql(session)`SELECT pg_advisory_xact_lock_shared(${key})`
}

/** Whether image files may be deleted until the end of the transaction: not while somebody stores some. */
export const mayDeleteImageFiles = (tx: Db): Promise<boolean> =>
  getValue(tx, z.boolean())`SELECT pg_try_advisory_xact_lock(${key})`
