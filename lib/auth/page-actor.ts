import { redirect } from 'next/navigation'
import type { Actor } from '@/lib/domain/permissions'
import { currentActor } from './current-actor'

/** For pages: who is signed in, or off to the sign-in page, which leads back to `path`. */
export async function requirePageActor(path: string): Promise<Actor> {
  return (await currentActor()) ?? redirect(`/sign-in?callbackUrl=${encodeURIComponent(path)}`)
}
