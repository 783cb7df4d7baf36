'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Form, fieldReader, useForm } from '@/components/kit/form'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { openSession, type SignInProblem } from '@/lib/client/accounts/account'
import { returnAddress } from '@/lib/domain/return-address'
import { AccountFields, AccountSubmit, CodeField, wrongCodeMessage } from './account-fields'

interface SignInFormProps {
  callbackUrl: string | null
  /** Whether a sign-in elsewhere has failed and led here. */
  hasFailed: boolean
  /** Says that an account was deleted, which led here. Null otherwise. */
  deletedNotice: string | null
}

type Problem = Exclude<SignInProblem, 'codeNeeded'> | 'signInFailed' | 'tooManyCodes' | 'wrongRecoveryCode'

/** What to say about a failed sign-in, with a code if one had been asked for. */
function shownProblem(problem: SignInProblem, withCode: boolean, code: string): Problem | null {
  if (problem === 'codeNeeded') return null
  if (problem === 'wrongCode') return wrongCodeMessage(code)
  return withCode && problem === 'tooManyTries' ? 'tooManyCodes' : problem
}

export function SignInForm({ callbackUrl, hasFailed, deletedNotice }: SignInFormProps) {
  const t = useTranslations('account')
  const tCode = useTranslations('secondFactor')
  useParameterOnce('deleted')
  const [error, setError] = useState<Problem | null>(hasFailed ? 'signInFailed' : null)
  // Sent again together with the code, since there is no session in between.
  const [confirmed, setConfirmed] = useState<{ email: string; password: string } | null>(null)

  const form = useForm(async (values) => {
    const text = fieldReader(values)
    const given = confirmed ?? { email: text('email'), password: text('password') }
    setError(null)
    const problem = await openSession(given.email, given.password, text('code'))
    if (!problem) {
      // A full page load, so that no data fetched before sign-in is shown again.
      window.location.assign(returnAddress(callbackUrl, window.location.origin))
      return 'signed in'
    }
    setConfirmed(problem === 'codeNeeded' ? given : problem === 'wrongPassword' ? null : confirmed)
    setError(shownProblem(problem, confirmed !== null, text('code')))
    return problem
  })
  const isBusy = form.isBusy || form.result === 'signed in'

  return (
    <Form form={form} method="post" className="flex flex-col gap-4">
      {deletedNotice && !error && !confirmed && <Notice tone="success">{deletedNotice}</Notice>}
      {error && <Notice tone="error">{t(error)}</Notice>}
      {confirmed ? (
        <>
          <p className="text-pretty text-second">{tCode('signInText', { email: confirmed.email })}</p>
          <CodeField autoFocus />
          <p className="text-pretty text-second text-small">{tCode('lostText')}</p>
        </>
      ) : (
        <AccountFields isNew={false} />
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
    </Form>
  )
}

/** Removes a parameter from the address, so that a reload or a bookmark does not repeat what it said. */
function useParameterOnce(name: string) {
  useEffect(() => {
    const address = new URL(window.location.href)
    if (!address.searchParams.has(name)) return
    address.searchParams.delete(name)
    window.history.replaceState(window.history.state, '', address)
  }, [name])
}
