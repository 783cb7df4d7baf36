'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'

export function PageError({ onRetry }: { onRetry: () => void }) {
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
      </EmptyState>
    </div>
  )
}
