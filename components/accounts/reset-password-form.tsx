'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { ErrorNotice, formError, noFormError } from '@/components/kit/form-error'
import { openSession, resetPassword } from '@/lib/client/accounts/account'
import { NewPassword } from './account-fields'
import { AccountSubmit } from './account-submit'

interface ResetPasswordFormProps {
  token: string
  email: string
}

/** Sets a new password with the token of a link, and signs in with it. */
export function ResetPasswordForm({ token, email }: ResetPasswordFormProps) {
  const t = useTranslations('ownAccount')
  const [problem, setProblem] = useState(noFormError)
  const [isBusy, setBusy] = useState(false)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const password = String(new FormData(event.currentTarget).get('password'))
    setBusy(true)
    setProblem(noFormError)
    try {
      await resetPassword({ token, password })
      window.location.assign((await openSession(email, password)) ? '/sign-in' : '/')
    } catch (error) {
      const { message, fields } = formError(error)
      setProblem({ message: message && t('resetFailed'), fields })
      setBusy(false)
    }
  }

  return (
    <form method="post" onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      <ErrorNotice>{problem.message}</ErrorNotice>
      <NewPassword label={t('newPassword')} email={email} error={problem.fields.password} autoFocus />
      <AccountSubmit disabled={isBusy}>{isBusy ? t('saving') : t('resetSave')}</AccountSubmit>
    </form>
  )
}
