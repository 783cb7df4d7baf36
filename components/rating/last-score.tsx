import { useTranslations } from 'next-intl'
import type { RatingStep } from '@/lib/contracts/rating/rating'

/** How the last test went, as figures and as a bar with the mark on it. */
export function LastScore({ attempt }: { attempt: RatingStep['lastAttempt'] }) {
  const t = useTranslations('rating')
  if (!attempt) return null
  const { rightShare, passMark } = attempt
  return (
    <div className="mb-4">
      <p className="font-medium text-text tabular-nums">{t('lastScore', { score: rightShare, mark: passMark })}</p>
      <div aria-hidden className="relative mx-auto mt-2 h-2 w-56 rounded-full bg-line">
        <div className="h-full rounded-full bg-maybe" style={{ width: `${rightShare * 100}%` }} />
        <div
          className="absolute -inset-y-1 w-0.5 rounded-full bg-text"
          style={{ insetInlineStart: `${passMark * 100}%` }}
        />
      </div>
    </div>
  )
}
