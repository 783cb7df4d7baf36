import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import type { SaveState } from '@/lib/client/outbox/outbox'

/**
 * Shows whether everything is saved, in the same width for every state. Screen readers read it only on request, since
 * it changes with every task; a separate alert announces problems.
 */
export function SaveStateLine({ state, pending, needs }: SaveState) {
  const t = useTranslations('rating')
  return (
    <p
      role="status"
      aria-live="off"
      className="flex items-center gap-1.5 whitespace-nowrap text-[13px] text-second tabular-nums"
    >
      <span
        aria-hidden
        className={clsx(
          'size-[7px] rounded-full',
          state === 'saved' && 'bg-yes',
          state === 'saving' && 'bg-accent',
          state === 'waiting' && 'bg-maybe',
        )}
      />
      {state !== 'waiting' && (
        <span
          data-other={t(state === 'saved' ? 'saving' : 'saved')}
          className="after:invisible after:block after:h-0 after:content-[attr(data-other)] max-[420px]:sr-only"
        >
          {t(state)}
        </span>
      )}
      {state === 'waiting' && (
        <span className="text-maybe">
          {needs ? (
            t(needs === 'access' ? 'noAccessShort' : 'signedOutShort')
          ) : (
            <>
              {t('waitingShort')}
              <span className="max-desk:sr-only"> {t('waitingFor')}</span>
            </>
          )}{' '}
          · {pending}
        </span>
      )}
    </p>
  )
}
