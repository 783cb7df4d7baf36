import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { type CopySession, type WorkUnderLock, withSessionLock } from '@/lib/db/session/copy-session'
import { findRow, getValue, readValues, runSql, sql } from '@/lib/db/session/sql'
import { inTransaction, lockByKey } from '@/lib/db/session/transaction'

/** Writers of image files, and of rows that refer to them, share this lock; deletion takes it exclusively. */
const key = sql`72707373, 0`

/** Prevents the deletion of image files while `work` stores some and writes the rows that refer to them. */
export const withImageStoreLock = <T>(work: WorkUnderLock<T>, signal?: AbortSignal): Promise<T> =>
  withSessionLock(sql`SELECT pg_advisory_lock_shared(${key})`, work, signal)

/** Does the same until the transaction ends, for rows that refer to existing files. */
export async function keepImageFiles(session: CopySession): Promise<void> {
  await runSql(session)`SELECT pg_advisory_xact_lock_shared(${key})`
}

/** Tries to lock image files for deletion until the transaction ends; false while someone stores some. */
export const mayDeleteImageFiles = (tx: Db): Promise<boolean> =>
  getValue(tx, z.boolean())`SELECT pg_try_advisory_xact_lock(${key})`

const unnamed = (hashes: readonly string[]) => sql`
  SELECT h.hash FROM unnest(${hashes}::text[]) AS h (hash)
  WHERE NOT EXISTS (SELECT FROM image i WHERE i.content_hash = h.hash)
    AND NOT EXISTS (SELECT FROM class_example e WHERE e.content_hash = h.hash)`

/** Returns the new sweep's number; null if one started after `after`, or an unfinished one after `unfinishedAfter`. */
export const beginFileSweep = ({
  now,
  after,
  unfinishedAfter,
}: {
  now: Date
  after: Date
  unfinishedAfter: Date
}): Promise<number | null> =>
  inTransaction(prisma, async (tx) => {
    await lockByKey(tx, 'fileSweep')
    const begun = await findRow(tx, z.object({ id: z.number() }))`
      INSERT INTO file_sweep (started_at) SELECT ${now}::timestamptz
      WHERE NOT EXISTS (SELECT FROM file_sweep
        WHERE started_at > CASE WHEN finished_at IS NULL THEN ${unfinishedAfter}::timestamptz ELSE ${after}::timestamptz END)
      RETURNING id`
    return begun?.id ?? null
  })

/** Records which of these files are unused, and returns those that have been unused since `before`. */
export async function noteUnusedFiles({
  sweepId,
  hashes,
  now,
  before,
}: {
  sweepId: number
  hashes: readonly string[]
  now: Date
  before: Date
}): Promise<{ unused: number; due: string[] }> {
  const unused = await runSql(prisma)`
    INSERT INTO unused_file (content_hash, since, sweep_id)
    SELECT u.hash, ${now}::timestamptz, ${sweepId}::int FROM (${unnamed(hashes)}) u
    ON CONFLICT (content_hash) DO UPDATE SET sweep_id = excluded.sweep_id`
  await runSql(prisma)`
    DELETE FROM unused_file WHERE content_hash = ANY(${hashes}::text[]) AND sweep_id <> ${sweepId}::int`
  const due = await readValues(prisma, z.string())`
    SELECT content_hash FROM unused_file
    WHERE content_hash = ANY(${hashes}::text[]) AND since <= ${before}::timestamptz`
  return { unused, due }
}

export const findStillUnused = (hashes: readonly string[], tx: Db): Promise<string[]> =>
  readValues(tx, z.string())`${unnamed(hashes)}`

export interface SweptFiles {
  imageCount: number
  unusedCount: number
  deletedCount: number
  deletedBytes: number
}

/** `isWhole`: the sweep covered all files, so unused files that it did not see no longer exist. */
export async function endFileSweep(
  sweepId: number,
  { deletedBytes, ...counts }: SweptFiles,
  { now, isWhole }: { now: Date; isWhole: boolean },
): Promise<void> {
  await prisma.fileSweep.update({
    where: { id: sweepId },
    data: { ...counts, deletedBytes: BigInt(deletedBytes), finishedAt: isWhole ? now : null },
  })
  if (isWhole) await prisma.unusedFile.deleteMany({ where: { sweepId: { not: sweepId } } })
}
