import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { findRow, runSql } from '@/lib/db/session/sql'

/** Minimum interval between updates of a session's last use, because raters send a request every few seconds. */
const noteEveryMinutes = 5

const sessionAccount = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  isOwner: z.boolean(),
  tokenVersion: z.number(),
  /** True if the account has a password and no confirmed second factor. */
  hasPasswordAlone: z.boolean(),
  /** True if the session belongs to the account and has not been idle for too long. */
  isOpen: z.boolean(),
  isUseDue: z.boolean(),
})

/**
 * Reads the account behind a session on every request, so that changed rights take effect at once. Null if the account
 * is gone. A null `sessionId` is a session from before sessions had rows; it counts as open.
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

/** Lets only one of several concurrent requests write. */
export const noteSessionUse = (sessionId: string, db: Db = prisma): Promise<number> =>
  runSql(db)`
    UPDATE account_session SET last_used_at = now()
    WHERE id = ${sessionId}::uuid AND last_used_at < now() - make_interval(mins => ${noteEveryMinutes}::int)`

export const deleteOldSessions = (idleSeconds: number, mostSeconds: number, db: Db = prisma): Promise<number> =>
  runSql(db)`
    DELETE FROM account_session WHERE last_used_at <= now() - make_interval(secs => ${idleSeconds})
      OR started_at <= now() - make_interval(secs => ${mostSeconds})`
