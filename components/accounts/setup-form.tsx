'use client'

import { useTranslations } from 'next-intl'
import { ErrorNotice, Form, fieldReader, useForm } from '@/components/kit/form'
import { openSession, setUp } from '@/lib/client/accounts/account'
import { AccountFields, AccountSubmit, useAccountError } from './account-fields'

export function SetupForm({ token }: { token: string }) {
  const t = useTranslations('account')
  const form = useForm(async (values) => {
    const text = fieldReader(values)
    const account = { name: text('name'), email: text('email'), password: text('password') }
    const { projectSlug } = await setUp({ token, ...account, withDemo: text('withDemo') === 'on' })
    const problem = await openSession(account.email, account.password)
    window.location.assign(problem ? '/sign-in' : projectSlug ? `/projects/${projectSlug}` : '/projects')
  }, useAccountError())
  const isBusy = form.state !== 'idle'
  return (
    <Form form={form} method="post" className="flex flex-col gap-4">
      <ErrorNotice>{form.problem.message}</ErrorNotice>
      <AccountFields isNew />
      <label className="flex items-start gap-2.5">
        <input type="checkbox" name="withDemo" defaultChecked className="mt-0.5 size-4 shrink-0" />
        <span>
          <span className="block font-medium text-[13px]">{t('withDemo')}</span>
          <span className="text-second text-small">{t('withDemoText')}</span>
        </span>
      </label>
      <AccountSubmit disabled={isBusy}>{isBusy ? t('settingUp') : t('setUp')}</AccountSubmit>
    </Form>
  )
}
