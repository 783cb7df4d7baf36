import type { Db } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { AppError, forbidden } from '@/lib/errors'

/** Returns the account that a command names. Throws AppError `forbidden` for users, and `not-found` for an unknown e-mail. */
export async function accountOfCommand(actor: Actor, email: string, db: Db) {
  if (actor.kind !== 'operator') throw forbidden('Only the command line can do this.')
  const account = await db.appUser.findUnique({ where: { email: email.trim().toLowerCase() } })
  if (!account) throw new AppError('not-found', `There is no account with the e-mail ${email}.`)
  return account
}
