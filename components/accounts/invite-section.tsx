'use client'

import { ConfirmedAction } from '@/components/kit/confirmed-action'
import { type Column, DataTable, numberColumn } from '@/components/kit/data-table'
import { Moment } from '@/components/kit/moment'
import { Chip } from '@/components/ui/chip'
import { revokeInvite } from '@/lib/client/projects'
import type { Invite } from '@/lib/contracts/accounts/member'
import { inviteStateWord, roleWord } from '@/lib/wording/accounts'
import { wholeNumber } from '@/lib/wording/number'

const columns: Column<Invite>[] = [
  { key: 'role', head: 'Joins as', cell: ({ role }) => roleWord[role] },
  { key: 'note', head: 'Note', cell: ({ note }) => note || null, className: 'max-w-64 truncate' },
  {
    key: 'state',
    head: 'State',
    importance: 'high',
    cell: ({ state }) => <Chip tone={state === 'active' ? 'yes' : 'no'}>{inviteStateWord[state]}</Chip>,
  },
  numberColumn('used', 'Used', ({ useCount, maxUses }) => `${wholeNumber(useCount)} of ${wholeNumber(maxUses)}`, {
    importance: 'high',
  }),
  { key: 'expires', head: 'Expires', cell: ({ expiresAt }) => <Moment at={expiresAt} /> },
  { key: 'made', head: 'Created', importance: 'low', cell: ({ createdAt }) => <Moment at={createdAt} /> },
]

export function InviteSection({ slug, invites }: { slug: string; invites: Invite[] }) {
  if (invites.length === 0)
    return <p className="text-second">No links yet. Each link lets a set number of people join until it expires.</p>
  return (
    <DataTable
      label="Invite links"
      columns={columns}
      rows={invites}
      rowKey={({ id }) => id}
      actions={({ id, state, role, note }) =>
        state === 'active' && (
          <ConfirmedAction
            word="Revoke"
            name={note || `link for ${roleWord[role].toLowerCase()}`}
            description="Nobody can join with this link any more. Those who have joined stay. You can create another link."
            confirm="Revoke link"
            isDangerous
            isInRow
            act={() => revokeInvite(slug, id)}
          />
        )
      }
    />
  )
}
