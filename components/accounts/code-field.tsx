'use client'

import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { Field } from '@/components/ui/field'

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
