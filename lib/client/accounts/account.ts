import { signIn } from 'next-auth/react'
import { request } from '@/lib/client/api'
import type { ChangeEmailInput, ChangeNameInput, ChangePasswordInput } from '@/lib/contracts/accounts/account'
import type { AcceptInviteInput } from '@/lib/contracts/accounts/invite'
import type { ResetPasswordInput } from '@/lib/contracts/accounts/password-reset'
import type { EndSessionInput } from '@/lib/contracts/accounts/session'
import type { SetupInput } from '@/lib/contracts/accounts/setup'
import * as endpoints from '@/lib/contracts/endpoints/accounts'

export const setUp = (body: SetupInput) => request(endpoints.setUpServer, {}, { body })

export const acceptInvite = (body: AcceptInviteInput) => request(endpoints.acceptInvite, {}, { body })

export const changeName = (body: ChangeNameInput) => request(endpoints.changeName, {}, { body })

export const changeEmail = (body: ChangeEmailInput) => request(endpoints.changeEmail, {}, { body })

export const changePassword = (body: ChangePasswordInput) => request(endpoints.changePassword, {}, { body })

export const endSession = (session: string, body: EndSessionInput) =>
  request(endpoints.endSession, { session }, { body })

export const endOwnSessions = (body: EndSessionInput) => request(endpoints.endOwnSessions, {}, { body })

export const resetPassword = (body: ResetPasswordInput) => request(endpoints.resetPassword, {}, { body })

/** Why no session was opened. */
export type SignInProblem = 'serverAway' | 'tooManyTries' | 'wrongPassword' | 'serverError'

/** Opens a session. Null when it worked. */
export async function openSession(email: string, password: string): Promise<SignInProblem | null> {
  const result = await signIn('credentials', { email, password, redirect: false }).catch(() => undefined)
  if (!result) return 'serverAway'
  if (result.ok && !result.error) return null
  if (result.error?.startsWith('too-many-requests:')) return 'tooManyTries'
  if (result.error === 'CredentialsSignin') return 'wrongPassword'
  return 'serverError'
}
