'use client'

import { useTranslations } from 'next-intl'
import { useSignOut } from '@/components/kit/use-sign-out'
import { Button } from '@/components/ui/button'
import { returnAddress } from '@/lib/domain/return-address'
import { SetUpSecondFactor } from './set-up-second-factor'

/** Sets up a second factor for a user who must have one, then continues to `callbackUrl`. */
export function RequiredSecondFactor({ callbackUrl }: { callbackUrl: string | null }) {
  const t = useTranslations('secondFactor')
  const account = useTranslations('account')
  const signOut = useSignOut()
  return (
    <div className="flex flex-col items-start gap-6">
      <SetUpSecondFactor
        doneWord={t('codesSavedGoOn')}
        // A full page load, so that no data fetched before sign-in is shown again.
        onDone={() => window.location.assign(returnAddress(callbackUrl, window.location.origin))}
      />
      <Button tone="quiet" size="small" onClick={() => void signOut()}>
        {account('signOut')}
      </Button>
    </div>
  )
}
