import { useTranslations } from 'next-intl'
import { Field } from '@/components/ui/field'

interface AccountFieldsProps {
  /** What is wrong with each field, by name. */
  errors: Record<string, string>
  /** How the password is meant, to the password manager. */
  isNew: boolean
  firstFocus?: 'name' | 'email'
}

export function AccountFields({ errors, isNew, firstFocus }: AccountFieldsProps) {
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
          error={errors.name}
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
        error={errors.email}
      />
      <Field
        label={t('password')}
        name="password"
        type="password"
        autoComplete={isNew ? 'new-password' : 'current-password'}
        required
        minLength={isNew ? 10 : undefined}
        maxLength={200}
        hint={isNew ? t('passwordHint') : undefined}
        error={errors.password}
      />
    </>
  )
}
