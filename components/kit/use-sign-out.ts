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
    // Every page has this function and few need the package, so it is loaded on first use. An update may have removed it.
    const auth = await import('next-auth/react').catch(() => window.location.reload())
    if (!auth) return
    await forgetPage().catch(() => undefined)
    await auth.signOut({ callbackUrl: '/sign-in' })
  }
}
