import { z } from 'zod'
import { prisma } from '@/lib/db/client'
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
) =>
  findRow(prisma, sessionAccount)`
    SELECT id, name, email, is_owner AS "isOwner", token_version AS "tokenVersion",
      has_password_alone AS "hasPasswordAlone", is_open AS "isOpen", is_use_due AS "isUseDue"
    FROM session_account(${userId}::uuid, ${sessionId}::uuid, ${idleHours * 3_600}::float8, ${noteEveryMinutes}::int)`

/** Lets only one of several concurrent requests write. */
export const noteSessionUse = (sessionId: string): Promise<number> =>
  runSql(prisma)`
    UPDATE account_session SET last_used_at = now()
    WHERE id = ${sessionId}::uuid AND last_used_at < now() - make_interval(mins => ${noteEveryMinutes}::int)`

export const deleteOldSessions = (idleSeconds: number, maxSeconds: number): Promise<number> =>
  runSql(prisma)`
    DELETE FROM account_session WHERE last_used_at <= now() - make_interval(secs => ${idleSeconds})
      OR started_at <= now() - make_interval(secs => ${maxSeconds})`
