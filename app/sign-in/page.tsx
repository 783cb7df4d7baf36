import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Door } from '@/components/account/door'
import { SignInForm } from '@/components/account/sign-in-form'
import { currentAccount } from '@/lib/auth/current-actor'

export const dynamic = 'force-dynamic'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account'))('signIn') }
}

interface Props {
  searchParams: Promise<{ callbackUrl?: string | string[]; error?: string | string[] }>
}

export default async function SignInPage({ searchParams }: Props) {
  const { callbackUrl, error } = await searchParams
  const wanted = typeof callbackUrl === 'string' ? callbackUrl : null
  if (wanted === null && (await currentAccount())) redirect('/')
  const t = await getTranslations('account')
  return <Door title={t('signIn')} form={<SignInForm callbackUrl={wanted} hasFailed={error !== undefined} />} />
}
