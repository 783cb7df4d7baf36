import { useTranslations } from 'next-intl'
import { ExamplesStrip } from '@/components/rating/examples/examples-strip'
import type { TaskExamples } from '@/components/rating/examples/use-class-examples'
import { CommandKey } from '@/components/rating/key-map'
import type { RatingCandidate } from '@/lib/contracts/rating/rating'
import { CandidateFacts } from './candidate-facts'

interface CandidateDetailProps {
  candidates: readonly RatingCandidate[]
  position: number
  isLocked: boolean
  examples: TaskExamples
  onExamples: () => void
  onCompare: () => void
}

const tool =
  'inline-flex h-6 touch:h-11 items-center gap-1.5 rounded-[4px] font-medium text-accent text-small hover:underline disabled:opacity-50 disabled:no-underline'

export function CandidateDetail(props: CandidateDetailProps) {
  const { candidates, position, isLocked, examples, onExamples, onCompare } = props
  const t = useTranslations('candidate')
  const candidate = candidates[position]
  return (
    <section
      aria-label={t('about')}
      className="@container-[size] flex min-h-[var(--detail)] flex-1 flex-col border-line border-t px-5 pt-2.5 pb-2 tight:hidden"
    >
      <div className="min-h-0 flex-1 overflow-y-auto">
        {candidate ? (
          <CandidateFacts candidate={candidate} />
        ) : (
          <p className="text-[13px] text-second">
            {t('allAnswered', { count: candidates.length })}{' '}
            {!isLocked && t.rich('submits', { key: () => <CommandKey command="submit" isRead /> })}
          </p>
        )}
      </div>
      {candidate && (
        <>
          <p className="mt-1 flex shrink-0 items-center gap-4">
            {examples.isWanted && (
              <button type="button" className={tool} onClick={onExamples}>
                {t('examples')}
                <CommandKey command="examples" className="touch:hidden" />
              </button>
            )}
            {candidates.length > 1 && (
              <button type="button" className={tool} onClick={onCompare}>
                {t('compare')}
                <CommandKey command="compare" className="touch:hidden" />
              </button>
            )}
          </p>
          {examples.isWanted && (
            <div className="h-[44px] shrink-0 [@container_(max-height:140px)]:hidden [@container_(min-height:380px)]:h-[168px]">
              <ExamplesStrip
                name={candidate.name}
                examples={examples.of(position)}
                isPending={examples.isPending}
                onOpen={onExamples}
              />
            </div>
          )}
        </>
      )}
    </section>
  )
}
