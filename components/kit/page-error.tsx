'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'

/** `number` is that of the error, which the log of the server repeats. */
export function PageError({ number, onRetry }: { number?: string | undefined; onRetry: () => void }) {
  const t = useTranslations('common')
  return (
    <div role="alert" className="grid min-h-[60dvh] place-items-center">
      <EmptyState
        title={t('pageFailed')}
        action={
          <Button tone="main" onClick={onRetry}>
            {t('tryAgain')}
          </Button>
        }
      >
        {t('pageFailedText')}
        {number && <span className="block pt-2">{t('quoteNumber', { number })}</span>}
      </EmptyState>
    </div>
  )
}
