import { redirect } from 'next/navigation'
import { cache } from 'react'
import type { Actor } from '@/lib/domain/permissions'
import { shareAccess } from '@/lib/services/access/guard-project'
import { currentActor } from './session'

/** The same actor object for all parts of a page, so that access is read once for all of them. Null if signed out. */
export const pageActor = cache(async () => {
  const actor = await currentActor()
  return actor && shareAccess(actor)
})

/** Returns the actor of a page, or redirects to the sign-in page, which leads back to `path`. */
export async function requirePageActor(path: string): Promise<Actor> {
  return (await pageActor()) ?? redirect(`/sign-in?callbackUrl=${encodeURIComponent(path)}`)
}
