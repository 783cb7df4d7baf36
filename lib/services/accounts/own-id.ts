import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'

/** Throws AppError `forbidden` for actors without an account. */
export function ownId(actor: Actor): string {
  if (actor.kind !== 'account') throw new AppError('forbidden', 'You need an account for this.')
  return actor.userId
}
