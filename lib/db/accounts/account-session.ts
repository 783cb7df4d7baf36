import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { findRow, runSql } from '@/lib/db/session/sql'

/** How seldom the use of a session is written down: raters send a request every few seconds. */
const noteEveryMinutes = 5

const sessionAccount = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  isOwner: z.boolean(),
  tokenVersion: z.number(),
  /** Whether a password opens it, and nothing is asked for after it. */
  hasPasswordAlone: z.boolean(),
  /** Whether the session is one of the account's, and was used in time. */
  isOpen: z.boolean(),
  isUseDue: z.boolean(),
})

/**
 * What a session needs of its account on every request, so that a changed right counts at once, and whether the session is
 * open. Null when the account is gone. One query: a session without an id began before sessions had rows, and is open.
 */
export const findSessionAccount = (
  { userId, sessionId }: { userId: string; sessionId: string | null },
  idleHours: number,
  db: Db = prisma,
) =>
  findRow(db, sessionAccount)`
    SELECT u.id::text, u.name, u.email, u.is_owner AS "isOwner", u.token_version AS "tokenVersion",
      u.password_hash IS NOT NULL AND f.user_id IS NULL AS "hasPasswordAlone",
      ${sessionId}::uuid IS NULL
        OR coalesce(s.last_used_at > now() - make_interval(secs => ${idleHours * 3_600}), false) AS "isOpen",
      coalesce(s.last_used_at < now() - make_interval(mins => ${noteEveryMinutes}::int), false) AS "isUseDue"
    FROM app_user u LEFT JOIN account_session s ON s.id = ${sessionId}::uuid AND s.user_id = u.id
      LEFT JOIN second_factor f ON f.user_id = u.id AND f.confirmed_at IS NOT NULL
    WHERE u.id = ${userId}::uuid`

/** Of many requests at once, one writes. */
export const noteSessionUse = (sessionId: string, db: Db = prisma): Promise<number> =>
  runSql(db)`
    UPDATE account_session SET last_used_at = now()
    WHERE id = ${sessionId}::uuid AND last_used_at < now() - make_interval(mins => ${noteEveryMinutes}::int)`

/** Deletes sessions that nobody can use any more, of all accounts. Returns how many there were. */
export const deleteOldSessions = (idleSeconds: number, mostSeconds: number, db: Db = prisma): Promise<number> =>
  runSql(db)`
    DELETE FROM account_session WHERE last_used_at <= now() - make_interval(secs => ${idleSeconds})
      OR started_at <= now() - make_interval(secs => ${mostSeconds})`
