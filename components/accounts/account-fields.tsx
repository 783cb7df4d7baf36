import { useTranslations } from 'next-intl'
import { Field } from '@/components/ui/field'

interface AccountFieldsProps {
  /** Whether the password is a new one, for password managers. */
  isNew: boolean
  firstFocus?: 'name' | 'email'
}

export function AccountFields({ isNew, firstFocus }: AccountFieldsProps) {
  const t = useTranslations('account')
  return (
    <>
      {isNew && (
        <Field
          label={t('name')}
          name="name"
          autoComplete="name"
          required
          maxLength={100}
          autoFocus={firstFocus === 'name'}
        />
      )}
      <Field
        label={t('email')}
        name="email"
        type="email"
        autoComplete={isNew ? 'email' : 'username'}
        required
        maxLength={254}
        autoFocus={firstFocus === 'email'}
      />
      {isNew ? (
        <NewPassword label={t('password')} />
      ) : (
        <Field
          label={t('password')}
          name="password"
          type="password"
          autoComplete="current-password"
          required
          maxLength={200}
        />
      )}
    </>
  )
}

export function CurrentPassword({ autoFocus }: { autoFocus?: boolean }) {
  const t = useTranslations('ownAccount')
  return (
    <Field
      label={t('currentPassword')}
      name="currentPassword"
      type="password"
      autoComplete="current-password"
      required
      maxLength={200}
      autoFocus={autoFocus}
    />
  )
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
      <Field
        label={label}
        name="password"
        type="password"
        autoComplete="new-password"
        required
        minLength={10}
        maxLength={200}
        autoFocus={autoFocus}
        hint={t('passwordHint')}
      />
    </>
  )
}
