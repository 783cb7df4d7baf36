import type { InviteState } from '@/lib/domain/accounts/invite-state'
import type { Role } from '@/lib/domain/permissions'

export const inviteStateWord: Record<InviteState, string> = {
  active: 'Active',
  'used-up': 'Used up',
  expired: 'Expired',
  revoked: 'Revoked',
}

/** Why an invite link no longer works, for the person who opens it. */
export const inviteStateSentence: Record<Exclude<InviteState, 'active'>, string> = {
  'used-up': 'This invite has reached its limit. Ask the project for a new link.',
  expired: 'This invite has expired. Ask the project for a new link.',
  revoked: 'This invite was revoked. Ask the project for a new link.',
}

export const roleWord: Record<Role, string> = { admin: 'Admin', expert: 'Expert', rater: 'Rater' }
