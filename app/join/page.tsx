import type { Metadata } from 'next'
import { Door } from '@/components/account/door'
import { JoinForm } from '@/components/account/join-form'
import { currentAccount } from '@/lib/auth/current-actor'
import { findInvite } from '@/lib/services/find-invite'
import { inviteStateSentence, roleInvited } from '@/lib/wording/invite'

export const metadata: Metadata = { title: 'Join', referrer: 'no-referrer' }
export const dynamic = 'force-dynamic'

export default async function JoinPage({ searchParams }: { searchParams: Promise<{ token?: string | string[] }> }) {
  const { token } = await searchParams
  const invite = typeof token === 'string' ? await findInvite(token) : null
  if (!invite || typeof token !== 'string')
    return (
      <Door title="This link does not work">Check that all of it was copied, or ask the project for a new one.</Door>
    )
  if (invite.state !== 'active')
    return <Door title="This link does not work any more">{inviteStateSentence[invite.state]}</Door>
  const account = await currentAccount()
  return (
    <Door title={`Join ${invite.projectName}`} form={<JoinForm token={token} accountName={account?.name ?? null} />}>
      {roleInvited[invite.role]}
    </Door>
  )
}
