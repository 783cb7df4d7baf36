import { signIn } from 'next-auth/react'
import { type AcceptInviteInput, acceptInviteOutput } from '@/lib/contracts/invite'
import { type SetupInput, setupOutput } from '@/lib/contracts/setup'
import { api } from './api'

export const setUp = (body: SetupInput) => api.post({ address: '/api/setup', output: setupOutput, body })

export const acceptInvite = (body: AcceptInviteInput) =>
  api.post({ address: '/api/invites/accept', output: acceptInviteOutput, body })

/** Opens a session. Null when it worked, else the sentence that says why not. */
export async function openSession(email: string, password: string): Promise<string | null> {
  const result = await signIn('credentials', { email, password, redirect: false }).catch(() => undefined)
  if (!result) return 'The server could not be reached. Try again in a moment.'
  if (result.ok && !result.error) return null
  if (result.error === 'too-many-requests') return 'Too many tries. Wait five minutes and try again.'
  if (result.error === 'CredentialsSignin') return 'Wrong e-mail or password.'
  return 'Signing in did not work because of a fault on the server. Try again in a moment.'
}
