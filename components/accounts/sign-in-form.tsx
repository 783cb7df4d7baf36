'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { openSession, type SignInProblem } from '@/lib/client/accounts/account'
import { returnAddress } from '@/lib/domain/return-address'
import { AccountFields } from './account-fields'

interface SignInFormProps {
  callbackUrl: string | null
  /** The page was opened because signing in failed elsewhere. */
  hasFailed: boolean
}

export function SignInForm({ callbackUrl, hasFailed }: SignInFormProps) {
  const t = useTranslations('account')
  const [error, setError] = useState<SignInProblem | 'signInFailed' | null>(hasFailed ? 'signInFailed' : null)
  const [isBusy, setBusy] = useState(false)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    setBusy(true)
    setError(null)
    const problem = await openSession(String(data.get('email')), String(data.get('password')))
    if (problem) {
      setError(problem)
      setBusy(false)
    } else {
      // A full load, so that nothing a signed-out page had read is shown again.
      window.location.assign(returnAddress(callbackUrl, window.location.origin))
    }
  }

  return (
    <form method="post" onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      {error && <Notice tone="error">{t(error)}</Notice>}
      <AccountFields isNew={false} errors={{}} firstFocus="email" />
      <Button type="submit" tone="main" size="large" disabled={isBusy}>
        {isBusy ? t('signingIn') : t('signIn')}
      </Button>
    </form>
  )
}
