import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import type { SaveState } from '@/lib/client/outbox/outbox'

/** Says whether everything is with the server. It grows to the left, so that nothing beside it moves. */
export function SaveStateLine({ state, pending, needsSignIn }: SaveState) {
  const t = useTranslations('rating')
  return (
    <p role="status" className="flex items-center gap-1.5 whitespace-nowrap text-[13px] text-second tabular-nums">
      <span
        aria-hidden
        className={clsx(
          'size-[7px] rounded-full',
          state === 'saved' && 'bg-yes',
          state === 'saving' && 'bg-accent',
          state === 'waiting' && 'bg-maybe',
        )}
      />
      {state === 'saved' && t('saved')}
      {state === 'saving' && t('saving')}
      {state === 'waiting' && (
        <span className="text-maybe">
          {needsSignIn ? (
            t('signedOutShort')
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
