import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { Door } from '@/components/account/door'
import { SignInForm } from '@/components/account/sign-in-form'
import { currentAccount } from '@/lib/auth/current-actor'

export const metadata: Metadata = { title: 'Sign in' }
export const dynamic = 'force-dynamic'

interface Props {
  searchParams: Promise<{ callbackUrl?: string | string[]; error?: string | string[] }>
}

export default async function SignInPage({ searchParams }: Props) {
  const { callbackUrl, error } = await searchParams
  const wanted = typeof callbackUrl === 'string' ? callbackUrl : null
  if (wanted === null && (await currentAccount())) redirect('/')
  return (
    <Door
      title="Sign in"
      form={<SignInForm callbackUrl={wanted} initialError={error ? 'Signing in did not work. Try again.' : null} />}
    />
  )
}
