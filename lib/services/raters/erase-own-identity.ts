import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { ownRater } from '@/lib/services/access/own-rater'
import { eraseIdentity } from './erase-identity'

/** Forgets who the actor is as a rater of the project. Whom a panel sent is signed out by it; an account may rate again as someone new. */
export async function eraseOwnIdentity(actor: Actor, slug: string): Promise<void> {
  const { projectId, raterId } = await ownRater(actor, slug)
  if (raterId === null)
    throw new AppError('not-found', 'You have not rated in this project, so there is nothing to erase.')
  await eraseIdentity({ projectId, slug, raterId, by: null })
}
