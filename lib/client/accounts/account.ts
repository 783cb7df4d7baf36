import { signIn } from 'next-auth/react'
import { caller } from '@/lib/client/api'
import * as endpoints from '@/lib/contracts/endpoints/accounts'

export const setUp = caller(endpoints.setUpServer)
export const acceptInvite = caller(endpoints.acceptInvite)
export const changeName = caller(endpoints.changeName)
export const changeEmail = caller(endpoints.changeEmail)
export const changePassword = caller(endpoints.changePassword)
export const createAccessToken = caller(endpoints.createAccessToken)
export const revokeAccessToken = caller(endpoints.revokeAccessToken)
export const endSession = caller(endpoints.endSession)
export const endOwnSessions = caller(endpoints.endOwnSessions)
export const beginSecondFactor = caller(endpoints.beginSecondFactor)
export const confirmSecondFactor = caller(endpoints.confirmSecondFactor)
export const turnOffSecondFactor = caller(endpoints.turnOffSecondFactor)
export const renewRecoveryCodes = caller(endpoints.renewRecoveryCodes)
export const resetSecondFactor = caller(endpoints.resetSecondFactor)
export const resetPassword = caller(endpoints.resetPassword)
export const deleteAccount = caller(endpoints.deleteAccount)

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
