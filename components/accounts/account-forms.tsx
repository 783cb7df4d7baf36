'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { formError, noFormError } from '@/components/kit/form-error'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { useReason } from '@/components/ui/use-reason'
import { changeEmail, changeName, changePassword } from '@/lib/client/accounts/account'
import { NewPassword } from './account-fields'

type Errors = Record<string, string>

interface AccountFormProps {
  title: string
  /** What is sent, by the names of the fields. */
  save: (text: (name: string) => string) => Promise<unknown>
  saveWord: string
  savedText: string
  children: (errors: Errors) => ReactNode
}

/** One thing about an account that can be changed by itself. */
function AccountForm({ title, save, saveWord, savedText, children }: AccountFormProps) {
  const t = useTranslations('ownAccount')
  const reason = useReason()
  const router = useRouter()
  const titleId = useId()
  const [state, setState] = useState<'editing' | 'saving' | 'saved'>('editing')
  const [problem, setProblem] = useState(noFormError)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    const data = new FormData(form)
    setState('saving')
    setProblem(noFormError)
    try {
      await save((name) => String(data.get(name) ?? ''))
      setState('saved')
      // What was typed is no longer needed, and a password should not stay in a field.
      form.reset()
      router.refresh()
    } catch (error) {
      const { message, fields } = formError(error)
      setProblem({ message: message && reason(error), fields })
      setState('editing')
    }
  }

  const { message, fields } = problem
  const errors = fields.currentPassword ? { ...fields, currentPassword: t('wrongPassword') } : fields
  return (
    <section aria-labelledby={titleId}>
      <h2 id={titleId} className="mb-2 font-semibold text-question">
        {title}
      </h2>
      <form
        method="post"
        onSubmit={(event) => void submit(event)}
        className="flex max-w-[376px] flex-col items-start gap-3 [&>div]:w-full"
      >
        {message && <Notice tone="error">{message}</Notice>}
        {state === 'saved' && <Notice tone="success">{savedText}</Notice>}
        {children(errors)}
        <Button type="submit" disabled={state === 'saving'}>
          {state === 'saving' ? t('saving') : saveWord}
        </Button>
      </form>
    </section>
  )
}

function CurrentPassword({ errors }: { errors: Errors }) {
  const t = useTranslations('ownAccount')
  return (
    <Field
      label={t('currentPassword')}
      name="currentPassword"
      type="password"
      autoComplete="current-password"
      required
      maxLength={200}
      error={errors.currentPassword}
    />
  )
}

function EmailForm() {
  const t = useTranslations('ownAccount')
  return (
    <AccountForm
      title={t('email')}
      save={(text) => changeEmail({ email: text('email'), currentPassword: text('currentPassword') })}
      saveWord={t('saveEmail')}
      savedText={t('emailSaved')}
    >
      {(errors) => (
        <>
          <Field
            label={t('newEmail')}
            name="email"
            type="email"
            autoComplete="email"
            required
            maxLength={254}
            error={errors.email}
          />
          <CurrentPassword errors={errors} />
        </>
      )}
    </AccountForm>
  )
}

function PasswordForm({ email }: { email: string }) {
  const t = useTranslations('ownAccount')
  const account = useTranslations('account')
  return (
    <AccountForm
      title={account('password')}
      save={(text) => changePassword({ currentPassword: text('currentPassword'), password: text('password') })}
      saveWord={t('savePassword')}
      savedText={t('passwordSaved')}
    >
      {(errors) => (
        <>
          <p className="text-second">{t('passwordText')}</p>
          <CurrentPassword errors={errors} />
          <NewPassword label={t('newPassword')} email={email} error={errors.password} />
        </>
      )}
    </AccountForm>
  )
}

interface AccountFormsProps {
  account: { name: string; email: string }
  /** Someone who signs in by a provider alone has no password to change, and none to confirm another e-mail with. */
  hasPassword: boolean
}

/** Name, e-mail and password of someone's own account. */
export function AccountForms({ account, hasPassword }: AccountFormsProps) {
  const t = useTranslations('ownAccount')
  return (
    <div className="mb-8 flex flex-col gap-8">
      <AccountForm
        title={t('name')}
        save={(text) => changeName({ name: text('name') })}
        saveWord={t('saveName')}
        savedText={t('nameSaved')}
      >
        {(errors) => (
          <Field
            key={account.name}
            label={t('newName')}
            name="name"
            autoComplete="name"
            required
            maxLength={100}
            defaultValue={account.name}
            error={errors.name}
          />
        )}
      </AccountForm>
      {hasPassword ? (
        <>
          <EmailForm />
          <PasswordForm email={account.email} />
        </>
      ) : (
        <p className="text-second">{t('noPassword')}</p>
      )}
    </div>
  )
}
