'use client'

import { signIn } from 'next-auth/react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'

interface ProviderButtonProps {
  name: string
  callbackUrl: string
  word?: string
  /** Asks the provider not to sign in by its own session, and to say when the user last proved who they are. */
  asksAgain?: boolean
}

/** Signs in through the external provider, which returns to `callbackUrl`. */
export function ProviderButton({ name, callbackUrl, word, asksAgain = false }: ProviderButtonProps) {
  const t = useTranslations('account')
  const [isBusy, setBusy] = useState(false)
  return (
    <Button
      size="large"
      className="w-full"
      disabled={isBusy}
      onClick={() => {
        setBusy(true)
        void signIn('oidc', { callbackUrl }, asksAgain ? { prompt: 'login', max_age: '600' } : undefined).catch(() =>
          setBusy(false),
        )
      }}
    >
      {word ?? t('orWith', { provider: name })}
    </Button>
  )
}
