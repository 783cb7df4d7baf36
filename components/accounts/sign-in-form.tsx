'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { openSession, type SignInProblem } from '@/lib/client/accounts/account'
import { returnAddress } from '@/lib/domain/return-address'
import { AccountFields } from './account-fields'
import { AccountSubmit } from './account-submit'
import { CodeField } from './code-field'

interface SignInFormProps {
  callbackUrl: string | null
  /** Whether a sign-in elsewhere has failed and led here. */
  hasFailed: boolean
}

type Problem = Exclude<SignInProblem, 'codeNeeded'> | 'signInFailed' | 'tooManyCodes'

export function SignInForm({ callbackUrl, hasFailed }: SignInFormProps) {
  const t = useTranslations('account')
  const [error, setError] = useState<Problem | null>(hasFailed ? 'signInFailed' : null)
  const [isBusy, setBusy] = useState(false)
  // Sent again together with the code, since there is no session in between.
  const [confirmed, setConfirmed] = useState<{ email: string; password: string } | null>(null)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const text = (name: string) => String(data.get(name) ?? '')
    const given = confirmed ?? { email: text('email'), password: text('password') }
    setBusy(true)
    setError(null)
    const problem = await openSession(given.email, given.password, text('code'))
    if (!problem) {
      // A full page load, so that no data fetched before sign-in is shown again.
      window.location.assign(returnAddress(callbackUrl, window.location.origin))
      return
    }
    setBusy(false)
    setConfirmed(problem === 'codeNeeded' ? given : problem === 'wrongPassword' ? null : confirmed)
    if (problem !== 'codeNeeded') setError(confirmed && problem === 'tooManyTries' ? 'tooManyCodes' : problem)
  }

  return (
    <form method="post" onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      {error && <Notice tone="error">{t(error)}</Notice>}
      {confirmed ? (
        <CodeStep email={confirmed.email} />
      ) : (
        <AccountFields isNew={false} errors={{}} firstFocus="email" />
      )}
      <AccountSubmit disabled={isBusy}>{isBusy ? t('signingIn') : t('signIn')}</AccountSubmit>
      {confirmed && (
        <Button
          tone="quiet"
          onClick={() => {
            setConfirmed(null)
            setError(null)
          }}
        >
          {t('otherAccount')}
        </Button>
      )}
    </form>
  )
}

function CodeStep({ email }: { email: string }) {
  const t = useTranslations('secondFactor')
  return (
    <>
      <p className="text-pretty text-second">{t('signInText', { email })}</p>
      <CodeField autoFocus />
      <p className="text-pretty text-second text-small">{t('lostText')}</p>
    </>
  )
}
