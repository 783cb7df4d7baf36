'use client'

import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { Field } from '@/components/ui/field'

interface CodeFieldProps {
  error?: string | undefined
  autoFocus?: boolean
  /** A first code shows that the app has the secret, for which no recovery code will do. */
  isOfAppAlone?: boolean
}

/**
 * The field for a code of the app, which takes a recovery code as well. The button beside it only has telephones show
 * letters instead of digits, and says what a recovery code is.
 */
export function CodeField({ error, autoFocus, isOfAppAlone = false }: CodeFieldProps) {
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
        error={error}
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
