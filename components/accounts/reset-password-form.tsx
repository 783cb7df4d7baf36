'use client'

import { useTranslations } from 'next-intl'
import { ErrorNotice, Form, fieldReader, useForm } from '@/components/kit/form'
import { openSession, resetPassword } from '@/lib/client/accounts/account'
import { AccountSubmit, NewPassword, useAccountError } from './account-fields'

/** Sets a new password with the token of a link, and signs in with it. */
export function ResetPasswordForm({ token, email }: { token: string; email: string }) {
  const t = useTranslations('ownAccount')
  const form = useForm(async (values) => {
    const password = fieldReader(values)('password')
    await resetPassword({ token, password })
    window.location.assign((await openSession(email, password)) ? '/sign-in' : '/')
  }, useAccountError())
  const isBusy = form.state !== 'idle'
  return (
    <Form form={form} method="post" className="flex flex-col gap-4">
      <ErrorNotice>{form.problem.message && t('resetFailed')}</ErrorNotice>
      <NewPassword label={t('newPassword')} email={email} autoFocus />
      <AccountSubmit disabled={isBusy}>{isBusy ? t('saving') : t('resetSave')}</AccountSubmit>
    </Form>
  )
}
