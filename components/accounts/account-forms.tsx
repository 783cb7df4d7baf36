'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ReactNode, useRef } from 'react'
import { ErrorNotice, type FieldReader, Form, fieldReader, useForm } from '@/components/kit/form'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { changeEmail, changeName, changePassword } from '@/lib/client/accounts/account'
import { CurrentPassword, NewPassword, useAccountError } from './account-fields'
import { AccountSection } from './account-section'

interface AccountFormProps {
  title: string
  save: (text: FieldReader) => Promise<unknown>
  saveWord: string
  savedText: string
  children: ReactNode
}

function AccountForm({ title, save, saveWord, savedText, children }: AccountFormProps) {
  const t = useTranslations('ownAccount')
  const router = useRouter()
  const element = useRef<HTMLFormElement>(null)
  const form = useForm(async (values) => {
    await save(fieldReader(values))
    // A password should not stay in its field.
    element.current?.reset()
    router.refresh()
  }, useAccountError())
  return (
    <AccountSection title={title}>
      <Form
        ref={element}
        form={form}
        method="post"
        className="flex max-w-[376px] flex-col items-start gap-3 [&>div]:w-full"
      >
        <ErrorNotice>{form.problem.message}</ErrorNotice>
        {form.state === 'done' && <Notice tone="success">{savedText}</Notice>}
        {children}
        <Button type="submit" disabled={form.isBusy}>
          {form.isBusy ? t('saving') : saveWord}
        </Button>
      </Form>
    </AccountSection>
  )
}

interface AccountFormsProps {
  account: { name: string; email: string }
  /** False for users who sign in only through a provider: they have no password to change or confirm with. */
  hasPassword: boolean
}

export function AccountForms({ account, hasPassword }: AccountFormsProps) {
  const t = useTranslations('ownAccount')
  const tAccount = useTranslations('account')
  return (
    <>
      <AccountForm
        title={t('name')}
        save={(text) => changeName({ name: text('name') })}
        saveWord={t('saveName')}
        savedText={t('nameSaved')}
      >
        <Field
          key={account.name}
          label={t('newName')}
          name="name"
          autoComplete="name"
          required
          maxLength={100}
          defaultValue={account.name}
        />
      </AccountForm>
      {hasPassword ? (
        <>
          <AccountForm
            title={t('email')}
            save={(text) => changeEmail({ email: text('email'), currentPassword: text('currentPassword') })}
            saveWord={t('saveEmail')}
            savedText={t('emailSaved')}
          >
            <Field label={t('newEmail')} name="email" type="email" autoComplete="email" required maxLength={254} />
            <CurrentPassword />
          </AccountForm>
          <AccountForm
            title={tAccount('password')}
            save={(text) => changePassword({ currentPassword: text('currentPassword'), password: text('password') })}
            saveWord={t('savePassword')}
            savedText={t('passwordSaved')}
          >
            <p className="text-second">{t('passwordText')}</p>
            <CurrentPassword />
            <NewPassword label={t('newPassword')} email={account.email} />
          </AccountForm>
        </>
      ) : (
        <p className="text-second">{t('noPassword')}</p>
      )}
    </>
  )
}
