'use client'

import { signIn } from 'next-auth/react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'

/** Signs in through the external provider, which returns to `callbackUrl`. */
export function ProviderButton({ name, callbackUrl }: { name: string; callbackUrl: string }) {
  const t = useTranslations('account')
  const [isBusy, setBusy] = useState(false)
  return (
    <Button
      size="large"
      className="w-full"
      disabled={isBusy}
      onClick={() => {
        setBusy(true)
        void signIn('oidc', { callbackUrl }).catch(() => setBusy(false))
      }}
    >
      {t('orWith', { provider: name })}
    </Button>
  )
}
