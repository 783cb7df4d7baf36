import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'

/** Whose account asks. AppError `forbidden` for everybody without one. */
export function ownId(actor: Actor): string {
  if (actor.kind !== 'account') throw new AppError('forbidden', 'You need an account for this.')
  return actor.userId
}
