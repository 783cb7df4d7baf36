import { signOut } from 'next-auth/react'
import { useTranslations } from 'next-intl'
import { countUnsent } from '@/lib/client/outbox/outbox-store'
import { forgetPage } from '@/lib/client/rating/offline'

/** Returns a function that asks before sign-out if this browser has unsent answers. Resolves to whether to go on. */
export function useUnsentWarning() {
  const t = useTranslations('account')
  return async () => {
    const count = await countUnsent().catch(() => 0)
    return count === 0 || window.confirm(t('signOutUnsent', { count }))
  }
}

export function useSignOut() {
  const mayGoOn = useUnsentWarning()
  return async () => {
    if (!(await mayGoOn())) return
    await forgetPage().catch(() => undefined)
    await signOut({ callbackUrl: '/sign-in' })
  }
}
