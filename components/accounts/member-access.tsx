'use client'

import { ConfirmedAction } from '@/components/kit/confirmed-action'
import { Notice } from '@/components/ui/notice'
import { createPasswordReset, endMemberSessions } from '@/lib/client/projects'
import type { Member } from '@/lib/contracts/accounts/member'
import { CopyLink } from './copy-link'

interface MemberAccessProps {
  slug: string
  member: Member
}

/** What an admin does about the account of a member who forgot the password, or whose password leaked. */
export const MemberAccess = ({ slug, member: { id, name } }: MemberAccessProps) => (
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
  </>
)
