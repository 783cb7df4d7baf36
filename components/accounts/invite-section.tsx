'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { type Column, DataTable } from '@/components/kit/data-table'
import { formError } from '@/components/kit/form-error'
import { Moment } from '@/components/kit/moment'
import { Button } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { Notice } from '@/components/ui/notice'
import { revokeInvite } from '@/lib/client/projects'
import type { Invite } from '@/lib/contracts/accounts/invite'
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
  {
    key: 'used',
    head: 'Used',
    importance: 'high',
    isNumber: true,
    cell: ({ useCount, maxUses }) => `${wholeNumber(useCount, 'en')} of ${wholeNumber(maxUses, 'en')}`,
  },
  { key: 'expires', head: 'Expires', cell: ({ expiresAt }) => <Moment at={expiresAt} /> },
  { key: 'made', head: 'Created', importance: 'low', cell: ({ createdAt }) => <Moment at={createdAt} /> },
]

export function InviteSection({ slug, invites }: { slug: string; invites: Invite[] }) {
  const router = useRouter()
  const [busyId, setBusyId] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)

  async function revoke(id: string) {
    setBusyId(id)
    setProblem(null)
    try {
      await revokeInvite(slug, id)
      router.refresh()
    } catch (error) {
      setProblem(formError(error).message)
    }
    setBusyId(null)
  }

  if (invites.length === 0)
    return <p className="text-second">No links yet. Each link lets a set number of people join until it expires.</p>
  return (
    <>
      {problem && (
        <Notice tone="error" className="mb-3">
          {problem}
        </Notice>
      )}
      <DataTable
        label="Invite links"
        columns={columns}
        rows={invites}
        rowKey={({ id }) => id}
        actions={({ id, state }) =>
          state === 'active' && (
            <Button size="small" tone="quiet" disabled={busyId === id} onClick={() => void revoke(id)}>
              Revoke
            </Button>
          )
        }
      />
    </>
  )
}
