'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { formError } from '@/components/kit/form-error'
import { Moment } from '@/components/kit/moment'
import { Button } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { Notice } from '@/components/ui/notice'
import { HeadCell, Table, TableCell, TableHead, TableRow } from '@/components/ui/table'
import { revokeInvite } from '@/lib/client/projects'
import type { Invite } from '@/lib/contracts/accounts/invite'
import { inviteStateWord, roleWord } from '@/lib/wording/accounts'
import { wholeNumber } from '@/lib/wording/number'

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
    return <p className="text-second">No links yet. A link lets as many people join as you say, until it expires.</p>
  return (
    <>
      {problem && (
        <Notice tone="error" className="mb-3">
          {problem}
        </Notice>
      )}
      <Table label="Invite links">
        <TableHead>
          <tr>
            <HeadCell>Joins as</HeadCell>
            <HeadCell>Note</HeadCell>
            <HeadCell>State</HeadCell>
            <HeadCell isNumber>Used</HeadCell>
            <HeadCell>Expires</HeadCell>
            <HeadCell>Made</HeadCell>
            <HeadCell>
              <span className="sr-only">Actions</span>
            </HeadCell>
          </tr>
        </TableHead>
        <tbody>
          {invites.map((invite) => (
            <TableRow key={invite.id}>
              <TableCell className="font-medium">{roleWord[invite.role]}</TableCell>
              <TableCell className="max-w-64 truncate">{invite.note || '–'}</TableCell>
              <TableCell>
                <Chip tone={invite.state === 'active' ? 'yes' : 'no'}>{inviteStateWord[invite.state]}</Chip>
              </TableCell>
              <TableCell isNumber className="whitespace-nowrap">
                {wholeNumber(invite.useCount, 'en')} of {wholeNumber(invite.maxUses, 'en')}
              </TableCell>
              <TableCell>
                <Moment at={invite.expiresAt} />
              </TableCell>
              <TableCell>
                <Moment at={invite.createdAt} />
              </TableCell>
              <TableCell className="text-right">
                {invite.state === 'active' && (
                  <Button
                    size="small"
                    tone="quiet"
                    disabled={busyId === invite.id}
                    onClick={() => void revoke(invite.id)}
                  >
                    Revoke
                  </Button>
                )}
              </TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
    </>
  )
}
