import { useTranslations } from 'next-intl'
import { ExamplesGrid } from '@/components/rating/examples/examples-grid'
import type { TaskExamples } from '@/components/rating/examples/use-class-examples'
import { Button } from '@/components/ui/button'
import type { RatingCandidate } from '@/lib/contracts/rating/rating'
import { CandidateFacts } from './candidate-facts'

interface CandidateSheetProps {
  candidate: RatingCandidate
  position: number
  examples: TaskExamples
  /** Null if there is no other candidate to compare with. */
  onCompare: (() => void) | null
}

export default function CandidateSheet({ candidate, position, examples, onCompare }: CandidateSheetProps) {
  const t = useTranslations('candidate')
  return (
    <div className="flex flex-col gap-3">
      <div>
        <CandidateFacts candidate={candidate} isNamed />
      </div>
      {examples.isWanted && (
        <section aria-label={t('examplesOf', { name: candidate.name })}>
          <ExamplesGrid name={candidate.name} position={position} examples={examples} columns="grid-cols-3" />
        </section>
      )}
      {onCompare && (
        <Button size="large" onClick={onCompare}>
          {t('compare')}
        </Button>
      )}
    </div>
  )
}
