import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { ExternalLink } from '@/components/ui/generated/icons'
import type { RatingCandidate } from '@/lib/contracts/rating/rating'

export function WikipediaLink({ candidate }: { candidate: RatingCandidate }) {
  const t = useTranslations('candidate')
  return (
    <a
      href={candidate.wikipediaUrl}
      target="_blank"
      rel="noreferrer"
      aria-label={t('wikipediaOf', { name: candidate.name })}
      className="inline-flex min-h-6 shrink-0 items-center gap-1 rounded-[4px] font-medium text-accent text-small hover:underline touch:min-h-11"
    >
      {t('wikipedia')}
      <ExternalLink aria-hidden size={12} />
    </a>
  )
}

type PathOf = Pick<RatingCandidate, 'path' | 'lang' | 'pathLang'>

/** The nearest ancestors of a class, furthest first. */
export function CandidatePath({ of, className }: { of: PathOf; className?: string }) {
  const t = useTranslations('candidate')
  const { path } = of
  const above = path.slice(0, -1)
  if (above.length === 0) return null
  return (
    <p className={clsx('min-w-0 truncate text-second text-small', className)} title={path.join(' › ')}>
      <span className="sr-only">{t('kindOf')} </span>
      <span lang={of.pathLang ?? of.lang}>{above.slice(-4).join(' › ')}</span>
    </p>
  )
}
