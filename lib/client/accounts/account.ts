import { signIn } from 'next-auth/react'
import { request } from '@/lib/client/api'
import type { ChangeEmailInput, ChangeNameInput, ChangePasswordInput } from '@/lib/contracts/accounts/account'
import type { AcceptInviteInput } from '@/lib/contracts/accounts/invite'
import type { ResetPasswordInput } from '@/lib/contracts/accounts/password-reset'
import type { ConfirmSecondFactorInput, OwnerProof } from '@/lib/contracts/accounts/second-factor'
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

export const beginSecondFactor = (currentPassword: string) =>
  request(endpoints.beginSecondFactor, {}, { body: { currentPassword } })

export const confirmSecondFactor = (body: ConfirmSecondFactorInput) =>
  request(endpoints.confirmSecondFactor, {}, { body })

export const turnOffSecondFactor = (body: OwnerProof) => request(endpoints.turnOffSecondFactor, {}, { body })

export const renewRecoveryCodes = (body: OwnerProof) => request(endpoints.renewRecoveryCodes, {}, { body })

export const resetSecondFactor = (account: string) => request(endpoints.resetSecondFactor, { account })

export const resetPassword = (body: ResetPasswordInput) => request(endpoints.resetPassword, {}, { body })

/** Why no session was opened. `codeNeeded`: the password is right, and a second request has to add a code. */
export type SignInProblem = 'serverAway' | 'tooManyTries' | 'wrongPassword' | 'codeNeeded' | 'wrongCode' | 'serverError'

/** Opens a session. Returns null on success. */
export async function openSession(email: string, password: string, code = ''): Promise<SignInProblem | null> {
  const result = await signIn('credentials', { email, password, code, redirect: false }).catch(() => undefined)
  if (!result) return 'serverAway'
  if (result.ok && !result.error) return null
  if (result.error?.startsWith('too-many-requests:')) return 'tooManyTries'
  if (result.error === 'CredentialsSignin') return 'wrongPassword'
  if (result.error === 'code-needed') return 'codeNeeded'
  if (result.error === 'wrong-code') return 'wrongCode'
  return 'serverError'
}
