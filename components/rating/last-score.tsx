import { useTranslations } from 'next-intl'
import type { RatingStep } from '@/lib/contracts/rating/rating'

/** Marks of the last test on both kinds of names, as figures and as bars with the pass mark. */
export function LastScore({ attempt }: { attempt: RatingStep['lastAttempt'] }) {
  const t = useTranslations('rating')
  // Tests of earlier versions, judged by the overall share of right answers, have no marks.
  if (attempt?.holds == null || attempt.holdsNot == null) return null
  const { holds, holdsNot, passMark } = attempt
  return (
    <div className="mb-4">
      <p className="font-medium text-text tabular-nums">{t('lastScore', { holds, holdsNot, mark: passMark })}</p>
      {[holds, holdsNot].map((share, kind) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: the two kinds have a fixed order
          key={kind}
          aria-hidden
          className="relative mx-auto mt-2 h-2 w-56 rounded-full bg-line"
        >
          <div className="h-full rounded-full bg-maybe" style={{ width: `${share * 100}%` }} />
          <div
            className="absolute -inset-y-1 w-0.5 rounded-full bg-text"
            style={{ insetInlineStart: `${passMark * 100}%` }}
          />
        </div>
      ))}
    </div>
  )
}
