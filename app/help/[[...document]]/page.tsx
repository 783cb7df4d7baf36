import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { AccountFrame } from '@/components/kit/account-frame'
import { ManualPage } from '@/components/projects/manual-page'
import { currentAccount } from '@/lib/auth/session'
import { manualDocuments } from '@/lib/domain/manual'
import { readManual } from '@/lib/services/projects/read-manual'

const nameOf = (parts: string[] = []) => (parts.length === 0 ? 'guide' : parts.join('/'))

export async function generateMetadata({ params }: PageProps<'/help/[[...document]]'>): Promise<Metadata> {
  const name = nameOf((await params).document)
  return { title: manualDocuments.find((one) => one.name === name)?.title ?? 'Help' }
}

export default async function HelpPage({ params }: PageProps<'/help/[[...document]]'>) {
  const { document = [] } = await params
  const account = await currentAccount()
  if (!account) redirect(`/sign-in?callbackUrl=${encodeURIComponent(['/help', ...document].join('/'))}`)
  const name = nameOf(document)
  const manual = await readManual(name)
  if (!manual) notFound()
  return (
    <AccountFrame account={account}>
      <ManualPage current={name} html={manual.html} headings={manual.headings} />
    </AccountFrame>
  )
}
