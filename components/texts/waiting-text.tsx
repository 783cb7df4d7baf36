import { useTranslations } from 'next-intl'
import { Notice } from '@/components/ui/notice'
import { TryAgain } from '@/components/ui/try-again'

/** Reserves the space of a loading text. Gray lines appear only after a noticeable delay. */
export function WaitingText() {
  const t = useTranslations('documents')
  return (
    <div role="status" className="min-h-72">
      <span className="sr-only">{t('loading')}</span>
      <div aria-hidden className="flex animate-late flex-col gap-3 opacity-0">
        {['w-3/5', 'w-full', 'w-11/12', 'w-10/12', 'w-4/5'].map((width) => (
          <div key={width} className={`h-4 rounded-[4px] bg-sunken ${width}`} />
        ))}
      </div>
    </div>
  )
}

/** Shown instead of a text that could not be loaded. */
export function NotLoaded({ onRetry }: { onRetry: () => void }) {
  const t = useTranslations('documents')
  return (
    <Notice tone="error" action={<TryAgain onRetry={onRetry} />}>
      {t('notLoaded')}
    </Notice>
  )
}
