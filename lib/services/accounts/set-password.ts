import type { Db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { endSessions } from './sessions'

interface NewPassword {
  userId: string
  passwordHash: string
  /** Token version of the session that asked for it; omitted without a session. */
  tokenVersion?: number
}

/**
 * Sets a password within the caller's transaction and ends the account's sessions and reset link. Returns the token
 * version for new sessions. Throws AppError `conflict` if sessions were ended since `tokenVersion` was read.
 */
export async function setPassword({ userId, passwordHash, tokenVersion }: NewPassword, tx: Db): Promise<number> {
  await tx.passwordReset.deleteMany({ where: { userId } })
  const { count } = await tx.appUser.updateMany({
    where: { id: userId, ...(tokenVersion !== undefined && { tokenVersion }) },
    data: { passwordHash },
  })
  if (count === 0)
    throw new AppError('conflict', 'Your sessions were ended while this was saved. Nothing was changed. Sign in again.')
  await endSessions(userId, tx)
  return (await tx.appUser.findUniqueOrThrow({ where: { id: userId } })).tokenVersion
}
