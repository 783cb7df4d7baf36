import { z } from 'zod'
import { int, integerBetween } from '@/lib/contracts/number'
import { inviteStates } from '@/lib/domain/accounts/invite-state'
import { roles } from '@/lib/domain/permissions'
import { newAccountFields } from './account'

/** An account that may open the project. Contains nothing that links it to a rater number. */
const member = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  role: z.enum(roles),
  since: z.iso.datetime(),
  /** Owns the server. */
  isOwner: z.boolean(),
  hasSecondFactor: z.boolean(),
})
export type Member = z.infer<typeof member>

export const memberList = z.strictObject({ members: z.array(member) })

export const memberInput = z.strictObject({ role: z.enum(roles) })
export type MemberInput = z.infer<typeof memberInput>

export const newInviteInput = z.strictObject({
  role: z.enum(roles),
  maxUses: integerBetween(1, 10_000),
  daysValid: integerBetween(1, 365),
  note: z.string().trim().max(200, 'At most 200 characters.').default(''),
})
export type NewInviteInput = z.infer<typeof newInviteInput>

export const invite = z.strictObject({
  id: z.string(),
  role: z.enum(roles),
  note: z.string(),
  maxUses: int,
  useCount: int,
  expiresAt: z.iso.datetime(),
  createdAt: z.iso.datetime(),
  state: z.enum(inviteStates),
})
export type Invite = z.infer<typeof invite>

export const inviteList = z.strictObject({ invites: z.array(invite) })

/** Only the hash of the token is stored, so no later response can contain it. */
export const newInviteOutput = z.strictObject({ invite, token: z.string() })

export const acceptInviteInput = z.strictObject({
  token: z.string().min(1).max(200),
  /** Creates a new account. Omitted if the signed-in account joins. */
  account: z.strictObject(newAccountFields).optional(),
})
export type AcceptInviteInput = z.infer<typeof acceptInviteInput>

export const acceptInviteOutput = z.strictObject({ projectSlug: z.string(), role: z.enum(roles) })
export type AcceptInviteOutput = z.infer<typeof acceptInviteOutput>
