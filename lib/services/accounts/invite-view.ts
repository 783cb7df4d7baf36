import type { Invite as InviteView } from '@/lib/contracts/accounts/invite'
import type { Invite } from '@/lib/db/generated/client'
import { inviteState } from '@/lib/domain/accounts/invite-state'

/** Omits the hash of the secret. */
export const inviteView = (row: Invite, now: Date): InviteView => ({
  id: row.id,
  role: row.role,
  note: row.note,
  maxUses: row.maxUses,
  useCount: row.useCount,
  expiresAt: row.expiresAt.toISOString(),
  createdAt: row.createdAt.toISOString(),
  state: inviteState(row, now),
})
