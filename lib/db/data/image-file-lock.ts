import { z } from 'zod'
import type { Db } from '@/lib/db/client'
import { type CopySession, type LockedWork, whileHolding } from '@/lib/db/session/copy-session'
import { getValue, runSql, sql } from '@/lib/db/session/sql'

/**
 * Writers of image files, and of rows that refer to them, share this lock; the deletion of files takes it exclusively.
 */
const key = sql`72707373, 0`

/** Prevents the deletion of image files while `work` stores some and writes the rows that refer to them. */
export const whileStoringImages = <T>(work: LockedWork<T>, signal?: AbortSignal): Promise<T> =>
  whileHolding(sql`SELECT pg_advisory_lock_shared(${key})`, work, signal)

/** Does the same until the transaction ends, for rows that refer to existing files. */
export async function keepImageFiles(session: CopySession): Promise<void> {
  await runSql(session)`SELECT pg_advisory_xact_lock_shared(${key})`
}

/** Tries to lock image files for deletion until the transaction ends; false while someone stores some. */
export const mayDeleteImageFiles = (tx: Db): Promise<boolean> =>
  getValue(tx, z.boolean())`SELECT pg_try_advisory_xact_lock(${key})`
