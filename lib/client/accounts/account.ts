import { signIn } from 'next-auth/react'
import { api } from '@/lib/client/api'
import { type AcceptInviteInput, acceptInviteOutput } from '@/lib/contracts/accounts/invite'
import { type SetupInput, setupOutput } from '@/lib/contracts/accounts/setup'

export const setUp = (body: SetupInput) => api.post({ address: '/api/setup', output: setupOutput, body })

export const acceptInvite = (body: AcceptInviteInput) =>
  api.post({ address: '/api/invites/accept', output: acceptInviteOutput, body })

/** Why no session was opened. */
export type SignInProblem = 'serverAway' | 'tooManyTries' | 'wrongPassword' | 'serverFault'

/** Opens a session. Null when it worked. */
export async function openSession(email: string, password: string): Promise<SignInProblem | null> {
  const result = await signIn('credentials', { email, password, redirect: false }).catch(() => undefined)
  if (!result) return 'serverAway'
  if (result.ok && !result.error) return null
  if (result.error === 'too-many-requests') return 'tooManyTries'
  if (result.error === 'CredentialsSignin') return 'wrongPassword'
  return 'serverFault'
}
