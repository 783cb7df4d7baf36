import { z } from 'zod'
import { prisma } from '@/lib/db/client'
import { getRow, runSql } from './sql'

const counted = z.object({ attempts: z.number(), secondsLeft: z.number() })

/**
 * Counts one attempt and returns the count. The first attempt opens a window in which later ones are counted; the first
 * attempt after its end opens the next window. Counts every concurrent attempt, on any number of servers. If a window
 * ends more than a minute after one opened now would end, a clock was ahead when it was opened, so it counts as over;
 * otherwise users would be locked out until then.
 */
export const countAttempt = (key: string, windowSeconds: number) =>
  getRow(prisma, counted)`
    INSERT INTO attempt_count AS a (key, attempts, window_ends_at)
    VALUES (${key}, 1, now() + make_interval(secs => ${windowSeconds}::int))
    ON CONFLICT (key) DO UPDATE SET
      attempts = CASE WHEN a.window_ends_at > now() AND a.window_ends_at < excluded.window_ends_at + interval '1 minute'
        THEN a.attempts + 1 ELSE 1 END,
      window_ends_at = CASE WHEN a.window_ends_at > now() AND a.window_ends_at < excluded.window_ends_at + interval '1 minute'
        THEN a.window_ends_at ELSE excluded.window_ends_at END
    RETURNING attempts, greatest(1, ceil(extract(epoch FROM window_ends_at - now())))::int AS "secondsLeft"`

/** Takes one attempt back for each key, because successful attempts do not count. */
export async function decrementAttempts(keys: readonly string[]): Promise<void> {
  await runSql(prisma)`
    UPDATE attempt_count SET attempts = attempts - 1 WHERE attempts > 0 AND key IN (
      SELECT key FROM attempt_count WHERE key = ANY(${keys}::text[]) ORDER BY key FOR UPDATE)`
}

/** Deletes windows that are over and returns how many. */
export const deleteOldAttempts = (): Promise<number> =>
  runSql(prisma)`DELETE FROM attempt_count WHERE window_ends_at < now()`
