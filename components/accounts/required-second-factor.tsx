'use client'

import { signOut } from 'next-auth/react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { forgetPage } from '@/lib/client/rating/offline'
import { returnAddress } from '@/lib/domain/return-address'
import { SetUpSecondFactor } from './set-up-second-factor'

/** Sets up a second factor for someone who needs one before anything else, and goes on to where they wanted to go. */
export function RequiredSecondFactor({ callbackUrl }: { callbackUrl: string | null }) {
  const t = useTranslations('secondFactor')
  const account = useTranslations('account')
  return (
    <div className="flex flex-col items-start gap-6">
      <SetUpSecondFactor
        doneWord={t('codesSavedGoOn')}
        // A full load, so that nothing a signed-out page had read is shown again.
        onDone={() => window.location.assign(returnAddress(callbackUrl, window.location.origin))}
      />
      <Button
        tone="quiet"
        size="small"
        onClick={() => void forgetPage().finally(() => signOut({ callbackUrl: '/sign-in' }))}
      >
        {account('signOut')}
      </Button>
    </div>
  )
}
