'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ReactNode, useId } from 'react'
import { ErrorNotice } from '@/components/kit/form-error'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { changeEmail, changeName, changePassword } from '@/lib/client/accounts/account'
import { CurrentPassword, NewPassword } from './account-fields'
import { type Typed, useAccountForm } from './use-account-form'

type Errors = Record<string, string>

interface AccountFormProps {
  title: string
  save: (text: Typed) => Promise<unknown>
  saveWord: string
  savedText: string
  children: (errors: Errors) => ReactNode
}

function AccountForm({ title, save, saveWord, savedText, children }: AccountFormProps) {
  const t = useTranslations('ownAccount')
  const router = useRouter()
  const titleId = useId()
  const { submit, state, message, errors } = useAccountForm(save, () => router.refresh())
  return (
    <section aria-labelledby={titleId}>
      <h2 id={titleId} className="mb-2 font-semibold text-question">
        {title}
      </h2>
      <form method="post" onSubmit={submit} className="flex max-w-[376px] flex-col items-start gap-3 [&>div]:w-full">
        <ErrorNotice>{message}</ErrorNotice>
        {state === 'saved' && <Notice tone="success">{savedText}</Notice>}
        {children(errors)}
        <Button type="submit" disabled={state === 'saving'}>
          {state === 'saving' ? t('saving') : saveWord}
        </Button>
      </form>
    </section>
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
          <CurrentPassword error={errors.currentPassword} />
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
          <CurrentPassword error={errors.currentPassword} />
          <NewPassword label={t('newPassword')} email={email} error={errors.password} />
        </>
      )}
    </AccountForm>
  )
}

interface AccountFormsProps {
  account: { name: string; email: string }
  /** False for users who sign in only through a provider: they have no password to change or confirm with. */
  hasPassword: boolean
}

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
