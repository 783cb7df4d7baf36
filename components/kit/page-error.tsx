'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { startTransition } from 'react'

/**
 * Shown instead of a page that failed. `digest` is the error number in the server's log; errors in the browser have
 * none. Every page loads it up front,
 * so that it works without the server. Uses no shared components, because pages would load those twice.
 */
export function PageError({ error: { digest }, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations('common')
  const router = useRouter()
  const retry = () =>
    startTransition(() => {
      router.refresh()
      reset()
    })
  return (
    <div role="alert" className="mx-auto grid min-h-[60dvh] max-w-[520px] place-content-center gap-2 px-6 text-center">
      <h2 className="text-balance font-semibold text-question">{t('pageFailed')}</h2>
      <p className="text-pretty text-second">{t(digest ? 'pageFailedText' : 'pageBrokeText')}</p>
      {digest && <p className="text-second">{t('quoteNumber', { number: digest })}</p>}
      <button
        type="button"
        className="mx-auto mt-3 h-9 touch:h-11 rounded-control bg-accent px-3 font-medium text-[13px] text-on-accent"
        onClick={retry}
      >
        {t('tryAgain')}
      </button>
    </div>
  )
}
