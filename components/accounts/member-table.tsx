'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { type Column, DataTable } from '@/components/kit/data-table'
import { formError } from '@/components/kit/form-error'
import { Moment } from '@/components/kit/moment'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import { changeMemberRole, removeMember } from '@/lib/client/projects'
import type { Member } from '@/lib/contracts/accounts/member'
import { type Role, roles } from '@/lib/domain/permissions'
import { roleWord } from '@/lib/wording/accounts'

interface MemberTableProps {
  slug: string
  members: Member[]
}

/** Who may open the project: their role can be changed, and their access ended. */
export function MemberTable({ slug, members }: MemberTableProps) {
  const router = useRouter()
  const [leaving, setLeaving] = useState<Member | null>(null)
  const change = useMutation({
    mutationFn: ({ id, role }: { id: string; role: Role | null }) =>
      role === null ? removeMember(slug, id) : changeMemberRole(slug, id, { role }),
    onSettled: () => {
      setLeaving(null)
      router.refresh()
    },
  })
  const columns: Column<Member>[] = [
    { key: 'name', head: 'Name', cell: ({ name }) => name },
    { key: 'email', head: 'E-mail', cell: ({ email }) => email },
    {
      key: 'role',
      head: 'Role',
      cell: ({ id, name, role }) => (
        <select
          aria-label={`Role of ${name}`}
          value={role}
          disabled={change.isPending}
          onChange={(event) => change.mutate({ id, role: event.currentTarget.value as Role })}
          className="h-7 rounded-control border border-edge bg-card px-1.5 text-small"
        >
          {roles.map((one) => (
            <option key={one} value={one}>
              {roleWord[one]}
            </option>
          ))}
        </select>
      ),
    },
    { key: 'since', head: 'Joined', cell: ({ since }) => <Moment at={since} /> },
  ]
  return (
    <>
      {change.error && (
        <Notice tone="error" className="mb-3">
          {formError(change.error).message}
        </Notice>
      )}
      <DataTable
        label="Members"
        columns={columns}
        rows={members}
        rowKey={({ id }) => id}
        actions={(member) => (
          <Button
            size="small"
            tone="quiet"
            aria-label={`Remove ${member.name}`}
            disabled={change.isPending}
            onClick={() => setLeaving(member)}
          >
            Remove
          </Button>
        )}
      />
      <Dialog
        isOpen={leaving !== null}
        onClose={() => setLeaving(null)}
        title={`Remove ${leaving?.name ?? ''}`}
        description="They can no longer open this project. Their answers stay, under the number of the rater. You can invite them again."
        actions={
          <>
            <Button onClick={() => setLeaving(null)}>Cancel</Button>
            <Button
              tone="danger"
              disabled={change.isPending}
              onClick={() => leaving && change.mutate({ id: leaving.id, role: null })}
            >
              Remove member
            </Button>
          </>
        }
      >
        {null}
      </Dialog>
    </>
  )
}
