import { useTranslations } from 'next-intl'
import { useSyncExternalStore } from 'react'
import type { TaskExamples } from '@/components/rating/examples/use-class-examples'
import type { TrayName } from '@/components/rating/use-dialogs'
import { lazyComponent } from '@/components/ui/lazy-component'
import type { RatingCandidate } from '@/lib/contracts/rating/rating'
import type { Answer } from '@/lib/domain/rating/answer'

const loaders = {
  examples: () => import('@/components/rating/examples/examples-card'),
  compare: () => import('@/components/rating/examples/compare-card'),
  tray: () => import('./tray').then((module) => module.Tray),
  sheet: () => import('@/components/ui/sheet').then((module) => module.Sheet),
  about: () => import('./candidate-sheet'),
}
const ExamplesCard = lazyComponent(loaders.examples)
const CompareCard = lazyComponent(loaders.compare)
const Tray = lazyComponent(loaders.tray)
const Sheet = lazyComponent(loaders.sheet)
const CandidateSheet = lazyComponent(loaders.about)

export const preloadTrays = () => Promise.all(Object.values(loaders).map((load) => load().catch(() => undefined)))

interface CandidateTrayProps {
  tray: TrayName | null
  candidates: readonly RatingCandidate[]
  position: number
  answers: readonly (Answer | null)[]
  isLocked: boolean
  examples: TaskExamples
  onAnswer: (position: number, answer: Answer) => void
  onCompare: () => void
  onClose: () => void
}

/** Examples of the current candidate or a comparison of two: below the picture, or in a sheet on a phone. */
export function CandidateTray(props: CandidateTrayProps) {
  const { tray, candidates, position, answers, isLocked, examples, onAnswer, onCompare, onClose } = props
  const t = useTranslations('candidate')
  const isWide = useIsWide()
  const at = Math.min(position, candidates.length - 1)
  const candidate = candidates[at]
  if (tray === null || !candidate) return null
  const compare = tray === 'compare' && (
    <CompareCard
      candidates={candidates}
      position={at}
      answers={answers}
      isLocked={isLocked}
      examples={examples}
      onAnswer={onAnswer}
    />
  )
  if (!isWide)
    return (
      <Sheet isOpen onClose={onClose} title={compare ? t('compareTwo') : candidate.name}>
        {compare || (
          <CandidateSheet
            candidate={candidate}
            position={at}
            examples={examples}
            onCompare={candidates.length > 1 ? onCompare : null}
          />
        )}
      </Sheet>
    )
  return (
    <Tray title={compare ? t('compareTwo') : t('examplesOf', { name: candidate.name })} onClose={onClose}>
      {compare || <ExamplesCard candidate={candidate} position={at} examples={examples} />}
    </Tray>
  )
}

// The same condition as the `roomy` variant in globals.css.
const wideScreen = '(min-width: 52rem) and (min-height: 32.51rem)'

function watchWidth(changed: () => void) {
  const media = window.matchMedia(wideScreen)
  media.addEventListener('change', changed)
  return () => media.removeEventListener('change', changed)
}

const useIsWide = () =>
  useSyncExternalStore(
    watchWidth,
    () => window.matchMedia(wideScreen).matches,
    () => true,
  )
