'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useId, useState } from 'react'
import { formError, noFormError } from '@/components/kit/form-error'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { deleteAccount } from '@/lib/client/accounts/privacy'

/** Deletes the account of whoever types its e-mail. */
export function DeleteAccount() {
  const t = useTranslations('privacy')
  const account = useTranslations('account')
  const common = useTranslations('common')
  const formId = useId()
  const [isAsking, setAsking] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState(noFormError)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const email = String(new FormData(event.currentTarget).get('email'))
    setBusy(true)
    setProblem(noFormError)
    try {
      await deleteAccount(email)
      window.location.assign('/sign-in')
    } catch (error) {
      setProblem(formError(error))
      setBusy(false)
    }
  }

  const actions = (
    <>
      <Button onClick={() => setAsking(false)}>{common('cancel')}</Button>
      <Button tone="danger" type="submit" form={formId} disabled={isBusy}>
        {isBusy ? t('deleting') : t('deleteYes')}
      </Button>
    </>
  )
  return (
    <>
      <Button tone="danger" onClick={() => setAsking(true)}>
        {t('deleteButton')}
      </Button>
      <Dialog isOpen={isAsking} onClose={() => setAsking(false)} title={t('deleteConfirm')} actions={actions}>
        <form id={formId} onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
          {problem.message && <Notice tone="error">{problem.message}</Notice>}
          <p>{t('deleteText')}</p>
          <Field
            label={account('email')}
            name="email"
            type="email"
            required
            maxLength={254}
            autoComplete="off"
            error={problem.fields.email}
          />
        </form>
      </Dialog>
    </>
  )
}
