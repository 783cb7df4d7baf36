'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { ErrorNotice, formError, noFormError } from '@/components/kit/form-error'
import { useReason } from '@/components/ui/use-reason'
import { openSession, setUp } from '@/lib/client/accounts/account'
import { AccountFields } from './account-fields'
import { AccountSubmit } from './account-submit'

export function SetupForm({ token }: { token: string }) {
  const t = useTranslations('account')
  const reason = useReason()
  const [failure, setProblem] = useState(noFormError)
  const [isBusy, setBusy] = useState(false)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const text = (name: string) => String(data.get(name) ?? '')
    const account = { name: text('name'), email: text('email'), password: text('password') }
    setBusy(true)
    setProblem(noFormError)
    try {
      const { projectSlug } = await setUp({ token, ...account, withDemo: data.get('withDemo') === 'on' })
      const problem = await openSession(account.email, account.password)
      window.location.assign(problem ? '/sign-in' : projectSlug ? `/projects/${projectSlug}` : '/projects')
    } catch (error) {
      const known = formError(error)
      setProblem({ ...known, message: known.message && reason(error) })
      setBusy(false)
    }
  }

  return (
    <form method="post" onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      <ErrorNotice>{failure.message}</ErrorNotice>
      <AccountFields isNew errors={failure.fields} firstFocus="name" />
      <label className="flex items-start gap-2.5">
        <input type="checkbox" name="withDemo" defaultChecked className="mt-0.5 size-4 shrink-0" />
        <span>
          <span className="block font-medium text-[13px]">{t('withDemo')}</span>
          <span className="text-second text-small">{t('withDemoText')}</span>
        </span>
      </label>
      <AccountSubmit disabled={isBusy}>{isBusy ? t('settingUp') : t('setUp')}</AccountSubmit>
    </form>
  )
}
