export const inviteStates = ['active', 'used-up', 'expired', 'revoked'] as const
export type InviteState = (typeof inviteStates)[number]

interface InviteFacts {
  maxUses: number
  useCount: number
  expiresAt: Date
  revokedAt: Date | null
}

/** Returns the state of an invite at `now`. Revocation takes precedence over the other reasons. */
export function inviteState({ maxUses, useCount, expiresAt, revokedAt }: InviteFacts, now: Date): InviteState {
  if (revokedAt !== null) return 'revoked'
  if (useCount >= maxUses) return 'used-up'
  return expiresAt <= now ? 'expired' : 'active'
}
