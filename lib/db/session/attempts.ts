import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { getRow, runSql } from './sql'

const counted = z.object({ attempts: z.number(), secondsLeft: z.number() })

/**
 * Counts one attempt and gives the count. The first attempt opens a window, in which the others are counted; the first one
 * after its end opens the next. Of any number at once, on any number of servers, each is counted. A window that ends later
 * than one that is opened now, by over a minute, was opened under a clock that was ahead, and is over: nobody waits until that time comes.
 */
export async function countAttempt(key: string, windowSeconds: number, db: Db = prisma) {
  return getRow(db, counted)`
    INSERT INTO attempt_count AS a (key, attempts, window_ends_at)
    VALUES (${key}, 1, now() + make_interval(secs => ${windowSeconds}::int))
    ON CONFLICT (key) DO UPDATE SET
      attempts = CASE WHEN a.window_ends_at > now() AND a.window_ends_at < excluded.window_ends_at + interval '1 minute'
        THEN a.attempts + 1 ELSE 1 END,
      window_ends_at = CASE WHEN a.window_ends_at > now() AND a.window_ends_at < excluded.window_ends_at + interval '1 minute'
        THEN a.window_ends_at ELSE excluded.window_ends_at END
    RETURNING attempts, greatest(1, ceil(extract(epoch FROM window_ends_at - now())))::int AS "secondsLeft"`
}

/** Takes one attempt back for each key: what succeeded counts against nobody. */
export async function uncountAttempt(keys: readonly string[], db: Db = prisma): Promise<void> {
  await runSql(db)`
    UPDATE attempt_count SET attempts = attempts - 1 WHERE attempts > 0 AND key IN (
      SELECT key FROM attempt_count WHERE key = ANY(${keys}::text[]) ORDER BY key FOR UPDATE)`
}

/** Deletes what no longer limits anybody. Returns how many rows there were. */
export const deleteOldAttempts = (db: Db = prisma): Promise<number> =>
  runSql(db)`DELETE FROM attempt_count WHERE window_ends_at < now()`
