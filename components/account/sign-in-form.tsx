'use client'

import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { openSession } from '@/lib/client/account'
import { returnAddress } from '@/lib/domain/return-address'
import { AccountFields } from './account-fields'

export function SignInForm({ callbackUrl, initialError }: { callbackUrl: string | null; initialError: string | null }) {
  const [error, setError] = useState(initialError)
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
      {error && <Notice tone="error">{error}</Notice>}
      <AccountFields isNew={false} errors={{}} firstFocus="email" />
      <Button type="submit" tone="main" size="large" disabled={isBusy}>
        {isBusy ? 'Signing in' : 'Sign in'}
      </Button>
    </form>
  )
}
