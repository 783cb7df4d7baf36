import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { SetupForm } from '@/components/accounts/setup-form'
import { EntryPage } from '@/components/kit/entry-page'
import { isServerSetUp, isSetupToken } from '@/lib/services/accounts/setup-state'

export const metadata: Metadata = { title: 'Set up', referrer: 'no-referrer' }
export const dynamic = 'force-dynamic'

export default async function SetupPage({ searchParams }: { searchParams: Promise<{ token?: string | string[] }> }) {
  if (await isServerSetUp()) redirect('/sign-in')
  const { token } = await searchParams
  if (typeof token !== 'string' || !(await isSetupToken(token)))
    return (
      <EntryPage title="Open the printed link">
        To set up this server, open the link that npm start printed in the terminal.
      </EntryPage>
    )
  return (
    <EntryPage title="Create admin account" form={<SetupForm token={token} />}>
      This account creates projects and invites raters.
    </EntryPage>
  )
}
