import { redirect } from 'next/navigation'
import { cache } from 'react'
import type { Actor } from '@/lib/domain/permissions'
import { shareAccess } from '@/lib/services/access/guard-project'
import { currentActor } from './session'

/** The same actor in all parts of a page, so that what the actor may do in a project is read once for all of them. */
const pageActor = cache(async () => {
  const actor = await currentActor()
  return actor && shareAccess(actor)
})

/** For pages: who is signed in, or off to the sign-in page, which leads back to `path`. */
export async function requirePageActor(path: string): Promise<Actor> {
  return (await pageActor()) ?? redirect(`/sign-in?callbackUrl=${encodeURIComponent(path)}`)
}
