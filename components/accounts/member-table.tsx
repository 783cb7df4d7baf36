'use client'

import { useState } from 'react'
import { ConfirmedAction, useAction } from '@/components/kit/confirmed-action'
import { type Column, DataTable, nameColumn } from '@/components/kit/data-table'
import { DialogForm } from '@/components/kit/dialog-form'
import { ErrorNotice } from '@/components/kit/form'
import { Moment } from '@/components/kit/moment'
import { BarSelect } from '@/components/ui/bar-select'
import { Notice } from '@/components/ui/notice'
import { resetSecondFactor } from '@/lib/client/accounts/account'
import { changeMemberRole, createPasswordReset, endMemberSessions, removeMember } from '@/lib/client/projects'
import type { Member } from '@/lib/contracts/accounts/member'
import { type Role, roles } from '@/lib/domain/permissions'
import { roleWord } from '@/lib/wording/accounts'
import { CopyLink } from './copy-link'

interface MemberTableProps {
  slug: string
  members: Member[]
  /** The current user's account, whose password is changed on its own page. */
  ownId: string | null
  isOwner: boolean
}

export function MemberTable({ slug, members, ownId, isOwner }: MemberTableProps) {
  const [ownRole, setOwnRole] = useState<Role | null>(null)
  const change = useAction(({ member, role }: { member: Member; role: Role }) =>
    changeMemberRole(slug, member.id, { role, basedOn: { role: member.role } }),
  )
  // Only the owner of the server can change their own membership.
  const isFixed = (member: Member) => member.isOwner && member.id !== ownId
  const give = (member: Member, role: Role) => (member.id === ownId ? setOwnRole(role) : change.run({ member, role }))
  const columns: Column<Member>[] = [
    nameColumn('name', 'Name'),
    {
      key: 'email',
      head: 'E-mail',
      cell: ({ email }) => email,
      cellTitle: ({ email }) => email,
      className: 'max-w-72 truncate',
    },
    {
      key: 'role',
      head: 'Role',
      importance: 'high',
      cell: (member) => (
        <BarSelect
          label={`Role of ${member.name}`}
          value={member.role}
          isDisabled={change.isBusy || isFixed(member)}
          options={roles.map((role) => [role, roleWord[role]])}
          onChange={(role) => give(member, role as Role)}
        />
      ),
    },
    { key: 'since', head: 'Joined', importance: 'low', cell: ({ since }) => <Moment at={since} /> },
  ]
  return (
    <>
      <ErrorNotice className="mb-3">{change.problem}</ErrorNotice>
      {ownId && ownRole && (
        <DialogForm
          title="Change your own role"
          description={`Your role becomes ${roleWord[ownRole]}. You can then no longer open the pages of admins, and only another admin can change your role back.`}
          confirm="Change my role"
          isDangerous
          refreshes="after-success"
          onClose={() => setOwnRole(null)}
          act={() => changeMemberRole(slug, ownId, { role: ownRole })}
        />
      )}
      <DataTable
        label="Members"
        columns={columns}
        rows={members}
        rowKey={({ id }) => id}
        actions={(member) =>
          isFixed(member) ? (
            'Owns the server'
          ) : (
            <>
              {member.id !== ownId && <MemberAccess slug={slug} member={member} isOwner={isOwner} />}
              <ConfirmedAction
                isInRow
                word="Remove"
                name={member.name}
                description="They can no longer open this project. Their answers stay, under their rater number. An invite link that they have lets them join again: revoke it below if they must not."
                confirm="Remove member"
                isDangerous
                act={() => removeMember(slug, member.id)}
              />
            </>
          )
        }
      />
    </>
  )
}

type MemberAccessProps = Pick<MemberTableProps, 'slug' | 'isOwner'> & { member: Member }

/**
 * Actions for a member whose password was forgotten or leaked. The server's owner can also reset a lost second factor.
 */
const MemberAccess = ({ slug, member, isOwner }: MemberAccessProps) => {
  const { id, name } = member
  return (
    <>
      <ConfirmedAction
        isInRow
        word="Reset password"
        name={name}
        description="Creates a link with which they set a new password. It works once, for 24 hours, and replaces an earlier link. When it is used, they are signed out everywhere."
        confirm="Create reset link"
        act={() => createPasswordReset(slug, id)}
        done={({ token }) => (
          <CopyLink label="Reset link" link={`${window.location.origin}/reset-password?token=${token}`} />
        )}
      />
      <ConfirmedAction
        isInRow
        word="Sign out everywhere"
        name={name}
        description="Ends all their sessions, on every device. They can sign in again with their password."
        confirm="Sign out"
        act={() => endMemberSessions(slug, id)}
        done={() => <Notice tone="success">{name} is signed out on every device.</Notice>}
      />
      {isOwner && member.hasSecondFactor && (
        <ConfirmedAction
          isInRow
          word="Reset second factor"
          name={name}
          description="For someone who has lost both their app and their recovery codes. First make sure that the request really comes from them: until they set up a new second factor, their password alone signs them in. They are signed out everywhere."
          confirm="Reset second factor"
          isDangerous
          act={() => resetSecondFactor(id)}
        />
      )}
    </>
  )
}
