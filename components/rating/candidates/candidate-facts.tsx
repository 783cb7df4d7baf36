import { useTranslations } from 'next-intl'
import { optionalLazyComponent } from '@/components/ui/lazy-component'
import type { RatingCandidate } from '@/lib/contracts/rating/rating'
import { CandidatePath, WikipediaLink } from './candidate-source'

export const loadClassRemarks = () => import('./class-remarks')
const ClassRemarks = optionalLazyComponent(loadClassRemarks)

/** Names, remarks, hierarchy path and description of a candidate. Omits the first name if `isNamed`. */
export function CandidateFacts({ candidate, isNamed = false }: { candidate: RatingCandidate; isNamed?: boolean }) {
  const t = useTranslations('candidate')
  const hasNames = !isNamed || candidate.otherNames.length > 0
  return (
    <>
      <div className="flex items-baseline gap-3">
        <div className="min-w-0 flex-1">
          {hasNames ? (
            <p lang={candidate.lang}>
              {!isNamed && <span className="font-semibold">{candidate.name} </span>}
              {candidate.otherNames.length > 0 && (
                <span className="text-[13px] text-second">{candidate.otherNames.join(', ')}</span>
              )}
            </p>
          ) : (
            <CandidatePath of={candidate} />
          )}
        </div>
        <WikipediaLink candidate={candidate} />
      </div>
      {(candidate.note || candidate.pairs?.[0]) && <ClassRemarks candidate={candidate} />}
      {hasNames && <CandidatePath of={candidate} />}
      <p className="mt-0.5 text-pretty text-[13px] leading-[18px]">
        {candidate.gloss ? (
          <span lang={candidate.glossLang ?? candidate.lang}>{candidate.gloss}</span>
        ) : (
          <span className="text-second">{t('noGloss')}</span>
        )}
      </p>
    </>
  )
}
