import type { Db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { endSessions } from './sessions'

interface NewPassword {
  userId: string
  passwordHash: string
  /** The version of the sessions that this rests on; left out where it rests on none. */
  tokenVersion?: number
}

/**
 * Sets a password in the caller's transaction, which ends every session of the account and its reset link. Returns the
 * version that new sessions carry. AppError `conflict` when sessions were ended since `tokenVersion` was read.
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
