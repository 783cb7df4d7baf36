import { useTranslations } from 'next-intl'
import { memo, useState } from 'react'
import { Button } from '@/components/ui/button'
import { BookOpen, LogOut } from '@/components/ui/generated/icons'
import { lazyComponent } from '@/components/ui/lazy-component'
import { ProgressBar } from '@/components/ui/progress-bar'
import { ThemeToggle } from '@/components/ui/theme-toggle'
import type { SaveState } from '@/lib/client/outbox/outbox'
import type { RatingSession } from '@/lib/contracts/rating/rating'
import { CommandKey } from './key-map'
import { SaveStateLine } from './save-state'

/** Id of the element that holds the break suggestion on a phone, in place of the project's name. */
export const restHintSlotId = 'rest'

interface TopBarProps {
  ratingSession: RatingSession
  home: string
  saveState: SaveState
  onGuidelines: () => void
  onKeys: () => void
}

const visitBar = () => import('@/components/recruitment/visit-bar')
const VisitHeading = lazyComponent(() => visitBar().then((module) => module.VisitHeading))
const StopDialog = lazyComponent(() => visitBar().then((module) => module.StopDialog))

/** Returns the name of the current step if it is training or the test. Never reveals gold questions. */
function useStep({ step, task }: RatingSession): string | null {
  const t = useTranslations('rating')
  if (step.kind === 'rating') return null
  const word = step.kind === 'training' ? t('stepTraining') : t('stepTest')
  if (step.total === null || !task) return word
  return t('stepOf', { name: word, step: Math.min(step.done + 1, step.total), total: step.total })
}

function useProgress({ step, panel, progress }: RatingSession) {
  const t = useTranslations('rating')
  if (step.kind !== 'rating' && step.total) {
    const word = step.kind === 'training' ? t('stepTraining') : t('stepTest')
    const valueText = t('stepOf', { name: word, step: step.done, total: step.total })
    return { label: t('stepProgress'), fraction: step.done / step.total, valueText }
  }
  if (panel?.wanted) {
    const valueText = t('visitDone', { done: panel.done, wanted: panel.wanted })
    return { label: t('visitProgress'), fraction: panel.done / panel.wanted, valueText }
  }
  const done = progress.tasksTotal - progress.tasksOpen
  return {
    label: t('projectProgress'),
    fraction: progress.tasksTotal > 0 ? done / progress.tasksTotal : 0,
    valueText: t('tasksFinished', { done, total: progress.tasksTotal }),
  }
}

/** Not part of the dialog's code, so that a click is not lost before that has loaded. */
function StopVisit(props: { slug: string; raterId: number; pending: number }) {
  const t = useTranslations('panel')
  const [isAsked, setAsked] = useState(false)
  return (
    <>
      <Button tone="quiet" size="small" className="max-desk:w-11" onClick={() => setAsked(true)}>
        <LogOut aria-hidden size={16} className="rtl:-scale-x-100" />
        <span className="max-desk:sr-only">{t('stop')}</span>
      </Button>
      <StopDialog {...props} isOpen={isAsked} onClose={() => setAsked(false)} />
    </>
  )
}

/** Memoized, so that it renders when the session or the save state changes but not with every answer. */
export const TopBar = memo(function TopBar({ ratingSession, home, saveState, onGuidelines, onKeys }: TopBarProps) {
  const t = useTranslations('rating')
  const step = useStep(ratingSession)
  const progress = useProgress(ratingSession)
  const { project, panel, raterId } = ratingSession
  return (
    <header className="relative flex h-12 items-center gap-3 border-line border-b bg-card ps-4 pe-1 desk:gap-4 desk:pe-3">
      {panel ? (
        <VisitHeading session={ratingSession} step={step} />
      ) : (
        // Beside the step, a phone has room for a letter or two of the name.
        <a
          href={home}
          className={`${step ? 'max-[480px]:hidden ' : ''}min-w-0 truncate rounded-[4px] font-semibold touch:py-3`}
        >
          {project.name}
        </a>
      )}
      {step && !panel && (
        <p className="shrink-0 rounded-[6px] bg-accent-soft px-1.5 py-0.5 font-medium text-accent text-small tabular-nums">
          {step}
        </p>
      )}
      <span id={restHintSlotId} className="flex flex-1 justify-end" />
      <SaveStateLine {...saveState} />
      <a
        href={`/rate/${project.slug}/progress`}
        title={t('ownProgress')}
        className={`${panel ? 'max-[420px]:hidden ' : ''}min-w-11 whitespace-nowrap rounded-[4px] text-end text-[13px] text-second tabular-nums underline-offset-2 hover:text-text hover:underline touch:py-3 touch:underline desk:min-w-[9em]`}
      >
        {t.rich('tasksToday', {
          count: ratingSession.progress.submittedToday,
          wide: (words) => <span className="max-desk:hidden">{words}</span>,
          narrow: (words) => <span className="desk:hidden">{words}</span>,
        })}
      </a>
      <div className="flex items-center desk:gap-0.5">
        {panel && !panel.exit && <StopVisit slug={project.slug} raterId={raterId} pending={saveState.pending} />}
        {project.hasGuidelines && (
          <Button tone="quiet" size="small" className="touch:size-11" onClick={onGuidelines}>
            <BookOpen aria-hidden size={16} />
            <span className="touch:sr-only">{t('guidelines')}</span>
          </Button>
        )}
        <span className="contents touch:[&>button]:size-11 max-[360px]:hidden">
          <ThemeToggle />
        </span>
        <Button tone="quiet" size="small" className="touch:size-11" onClick={onKeys}>
          <span aria-hidden className="pb-3 text-title mouse:hidden">
            …
          </span>
          <span className="touch:sr-only">{t('keys')}</span>
          <CommandKey command="help" className="touch:hidden" />
        </Button>
      </div>
      <ProgressBar
        {...progress}
        className="absolute inset-x-0 -bottom-px h-0.5! rounded-none! bg-transparent! rtl:*:origin-right!"
      />
    </header>
  )
})
