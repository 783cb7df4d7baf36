import { z } from 'zod'
import {
  beginSecondFactorInput,
  changeEmailInput,
  changeNameInput,
  changePasswordInput,
  confirmSecondFactorInput,
  deleteAccountInput,
  endSessionInput,
  newAccessTokenInput,
  newAccessTokenOutput,
  newPasswordReset,
  newRecoveryCodes,
  newSecondFactor,
  ownerProof,
  resetPasswordInput,
  setupInput,
  setupOutput,
} from '@/lib/contracts/accounts/account'
import {
  acceptInviteInput,
  acceptInviteOutput,
  invite,
  inviteList,
  memberInput,
  memberList,
  newInviteInput,
  newInviteOutput,
} from '@/lib/contracts/accounts/member'
import { addressPart, admin, basedOn, endpoint, textId, withoutAccessTokens } from '@/lib/contracts/endpoint'
import { serverHealth } from '@/lib/contracts/server-health'
import { languages } from '@/lib/domain/accounts/language'

export const deleteAccount = endpoint('DELETE /api/account', { role: 'account', body: deleteAccountInput })

export const changeName = endpoint('PATCH /api/account', { role: 'account', body: changeNameInput })

export const changeEmail = endpoint('PUT /api/account/email', { role: 'account', body: changeEmailInput })

/** The response sets a new session, because all earlier ones end. */
export const changePassword = endpoint('PUT /api/account/password', { role: 'account', body: changePasswordInput })

export const endSession = endpoint('DELETE /api/account/sessions/[session]', {
  role: 'account',
  params: { session: textId },
  body: endSessionInput,
})

/** Includes the session that makes the request. */
export const endOwnSessions = endpoint('DELETE /api/account/sessions', { role: 'account', body: endSessionInput })

/** Creates the secret. Sign-in does not require a code until the second factor is confirmed. */
export const beginSecondFactor = endpoint('POST /api/account/second-factor', {
  role: 'account',
  mayMissSecondFactor: true,
  body: beginSecondFactorInput,
  output: newSecondFactor,
})

/** The response sets a new session, because all earlier ones end. */
export const confirmSecondFactor = endpoint('PUT /api/account/second-factor', {
  role: 'account',
  mayMissSecondFactor: true,
  body: confirmSecondFactorInput,
  output: newRecoveryCodes,
})

/** The response sets a new session, because all earlier ones end. */
export const turnOffSecondFactor = endpoint('DELETE /api/account/second-factor', { role: 'account', body: ownerProof })

export const renewRecoveryCodes = endpoint('POST /api/account/second-factor/recovery-codes', {
  role: 'account',
  body: ownerProof,
  output: newRecoveryCodes,
})

export const createAccessToken = endpoint('POST /api/account/access-tokens', {
  role: 'account',
  body: newAccessTokenInput,
  output: newAccessTokenOutput,
})

export const revokeAccessToken = endpoint('DELETE /api/account/access-tokens/[token]', {
  role: 'account',
  params: { token: addressPart },
})

// What gives others access to the server, or takes it from them, is for people.
export const resetSecondFactor = endpoint('POST /api/accounts/[account]/reset-second-factor', {
  ...withoutAccessTokens,
  role: 'owner',
  params: { account: addressPart },
})

export const resetPassword = endpoint('POST /api/password-reset', { role: 'anyone', body: resetPasswordInput })

/** Events outside of projects, such as sign-ins. */
export const exportServerAudit = endpoint('GET /api/audit', { role: 'owner', output: 'file' })

export const checkHealth = endpoint('GET /api/health', { role: 'anyone', ignoresSession: true, output: serverHealth })

export const checkReady = endpoint('GET /api/ready', {
  role: 'anyone',
  ignoresSession: true,
  output: z.strictObject({ status: z.literal('ready') }),
})

/** What programs may do with an access token, as an OpenAPI 3.1 document. */
export const describeApi = endpoint('GET /api/openapi.json', { role: 'anyone', output: 'response' })

/** For Prometheus, authorized by METRICS_TOKEN. */
export const readMetrics = endpoint('GET /api/metrics', { role: 'anyone', output: 'response' })

export const acceptInvite = endpoint('POST /api/invites/accept', {
  role: 'anyone',
  body: acceptInviteInput,
  output: acceptInviteOutput,
})

const languageChoice = z.strictObject({ language: z.enum(languages) })
export const chooseLanguage = endpoint('POST /api/language', {
  role: 'anyone',
  body: languageChoice,
  output: languageChoice,
})

export const revokeInvite = admin('POST /invites/[invite]/revoke', {
  ...withoutAccessTokens,
  params: { invite: textId },
  output: invite,
})

export const listInvites = admin('GET /invites', { output: inviteList })

export const createInvite = admin('POST /invites', {
  ...withoutAccessTokens,
  body: newInviteInput,
  output: newInviteOutput,
})

export const changeMemberRole = admin('PATCH /members/[member]', {
  ...withoutAccessTokens,
  params: { member: textId },
  body: memberInput.extend({ basedOn }),
  output: memberList,
})

export const removeMember = admin('DELETE /members/[member]', {
  ...withoutAccessTokens,
  params: { member: textId },
  output: memberList,
})

export const createPasswordReset = admin('POST /members/[member]/password-reset', {
  ...withoutAccessTokens,
  params: { member: textId },
  output: newPasswordReset,
})

export const endMemberSessions = admin('POST /members/[member]/end-sessions', {
  ...withoutAccessTokens,
  params: { member: textId },
})

export const setUpServer = endpoint('POST /api/setup', { role: 'anyone', body: setupInput, output: setupOutput })
