'use client'

import { ConfirmedAction } from '@/components/kit/confirmed-action'
import { Notice } from '@/components/ui/notice'
import { resetSecondFactor } from '@/lib/client/accounts/account'
import { createPasswordReset, endMemberSessions } from '@/lib/client/projects'
import type { Member } from '@/lib/contracts/accounts/member'
import { CopyLink } from './copy-link'

interface MemberAccessProps {
  slug: string
  member: Member
  isOwner: boolean
  onReset: () => void
}

/**
 * Actions for a member whose password was forgotten or leaked. The server's owner can also reset a lost second factor.
 */
export const MemberAccess = ({ slug, member, isOwner, onReset }: MemberAccessProps) => {
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
          onDone={onReset}
        />
      )}
    </>
  )
}
