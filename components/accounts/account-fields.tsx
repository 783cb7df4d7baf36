'use client'

import { useLocale, useTranslations } from 'next-intl'
import { type ComponentProps, useRef, useState, useSyncExternalStore } from 'react'
import { type FormError, formError } from '@/components/kit/form'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { useReason } from '@/components/ui/use-reason'
import { accountProblemOf } from '@/lib/domain/accounts/account-problem'
import { resemblesRecoveryCode } from '@/lib/domain/accounts/second-factor'
import { dateAndTime } from '@/lib/wording/date'

/** `isNew`: whether the password is a new one, for password managers. */
export function AccountFields({ isNew }: { isNew: boolean }) {
  const t = useTranslations('account')
  return (
    <>
      {isNew && <Field label={t('name')} name="name" autoComplete="name" required maxLength={100} autoFocus />}
      <Field
        label={t('email')}
        name="email"
        type="email"
        autoComplete={isNew ? 'email' : 'username'}
        required
        maxLength={254}
        autoFocus={!isNew}
      />
      {isNew ? (
        <NewPassword label={t('password')} />
      ) : (
        <PasswordField label={t('password')} autoComplete="current-password" />
      )}
    </>
  )
}

const PasswordField = (props: ComponentProps<typeof Field>) => (
  <Field name="password" type="password" required maxLength={200} {...props} />
)

export function CurrentPassword({ autoFocus }: { autoFocus?: boolean }) {
  const t = useTranslations('ownAccount')
  const shared = { name: 'currentPassword', autoComplete: 'current-password', autoFocus }
  return <PasswordField label={t('currentPassword')} {...shared} />
}

interface NewPasswordProps {
  label: string
  /** E-mail of the account the password belongs to. Undefined if a field beside it asks for the e-mail. */
  email?: string
  autoFocus?: boolean
}

export function NewPassword({ label, email, autoFocus }: NewPasswordProps) {
  const t = useTranslations('account')
  return (
    <>
      {/* Tells the password manager which account the password belongs to. */}
      {email && <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />}
      <PasswordField
        label={label}
        autoComplete="new-password"
        minLength={10}
        autoFocus={autoFocus}
        hint={t('passwordHint')}
      />
    </>
  )
}

interface CodeFieldProps {
  autoFocus?: boolean
  /** Accepts no recovery code. Only a code of the app proves that it has the secret. */
  isOfAppAlone?: boolean
}

/** Field for a code of the app or a recovery code. The button switches phones to a letter keyboard. */
export function CodeField({ autoFocus, isOfAppAlone = false }: CodeFieldProps) {
  const t = useTranslations('secondFactor')
  const input = useRef<HTMLInputElement>(null)
  const [isRecovery, setRecovery] = useState(false)
  return (
    <div className="flex flex-col gap-1.5">
      <Field
        ref={input}
        label={isRecovery ? t('recoveryCode') : t('code')}
        name="code"
        autoComplete="one-time-code"
        inputMode={isRecovery ? 'text' : 'numeric'}
        autoCapitalize="none"
        required
        maxLength={40}
        autoFocus={autoFocus}
        hint={isRecovery ? t('recoveryCodeHint') : t('codeHint')}
        className="font-mono"
      />
      {!isOfAppAlone && (
        <button
          type="button"
          className="self-start rounded-[4px] text-accent text-small underline-offset-2 hover:underline touch:min-h-11"
          onClick={() => {
            setRecovery(!isRecovery)
            input.current?.focus()
          }}
        >
          {isRecovery ? t('useCode') : t('useRecoveryCode')}
        </button>
      )}
    </div>
  )
}

/** Whether the page runs in the browser, and no longer as the server rendered it. */
const useIsHydrated = () =>
  useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  )

/** Returns a function that formats a moment in the local time zone, which the server does not know. */
export function useLocalTimeFormat() {
  const locale = useLocale()
  const isHydrated = useIsHydrated()
  return (at: string) => (isHydrated ? dateAndTime(new Date(at), locale) : '…')
}

/** Submit button of an account form. */
export const AccountSubmit = (props: ComponentProps<typeof Button>) => (
  <Button type="submit" tone="main" size="large" {...props} />
)

/** The message for a code that was not accepted. Recovery codes are not renewed by an app. */
export const wrongCodeMessage = (typed: string) => (resemblesRecoveryCode(typed) ? 'wrongRecoveryCode' : 'wrongCode')

/**
 * Returns a function that explains errors of forms about an account in the user's language. `isOfAppAlone`: the form
 * accepts no recovery code.
 */
export function useAccountError({ isOfAppAlone = false } = {}) {
  const own = useTranslations('ownAccount')
  const account = useTranslations('account')
  const reason = useReason()
  function worded(field: string, sentence: string, values: FormData) {
    if (field === 'currentPassword') return own('wrongPassword')
    if (field === 'code')
      return account(isOfAppAlone ? 'wrongCode' : wrongCodeMessage(String(values.get('code') ?? '')))
    const problem = accountProblemOf(sentence)
    return problem ? account(`problem_${problem}`) : sentence
  }
  return (error: unknown, values: FormData): FormError => {
    const found = formError(error, 'account.')
    const fields = Object.entries(found.fields)
    const problem = found.message && accountProblemOf(found.message)
    return {
      // If a field has a message, it is enough.
      message: fields.length > 0 ? null : problem ? account(`problem_${problem}`) : reason(error),
      fields: Object.fromEntries(fields.map(([field, sentence]) => [field, worded(field, sentence, values)])),
    }
  }
}
