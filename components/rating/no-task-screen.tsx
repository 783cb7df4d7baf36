import { lazyComponent } from '@/components/ui/lazy-component'
import type { useRatingSession } from './use-rating-session'

const DocumentGate = lazyComponent(() =>
  import('@/components/texts/document-gate').then((module) => module.DocumentGate),
)
const PanelExit = lazyComponent(() => import('@/components/recruitment/panel-exit').then((module) => module.PanelExit))
const VisitorGate = lazyComponent(() =>
  import('@/components/recruitment/visitor-gate').then((module) => module.VisitorGate),
)
export const loadReasons = () => import('./no-task-reason')
const OtherTab = lazyComponent(() => loadReasons().then((module) => module.OtherTab))
const NoTaskReason = lazyComponent(() => loadReasons().then((module) => module.NoTaskReason))

interface NoTaskScreenProps {
  rating: ReturnType<typeof useRatingSession>
  /** False while another tab has the lock. */
  isHere: boolean
  onAskNext: () => Promise<boolean>
  onUndo: () => void
}

export function NoTaskScreen({ rating, isHere, onAskNext, onUndo }: NoTaskScreenProps) {
  const { ratingSession, isReopening } = rating
  const { state, project, panel } = ratingSession
  if (!isHere)
    return (
      <Centered name={project.name}>
        <OtherTab onRateHere={rating.tab.take} />
      </Centered>
    )
  if (panel?.exit)
    return (
      <main className="grid min-h-full place-items-center">
        <PanelExit exit={panel.exit} slug={project.slug} state={state} />
      </main>
    )
  if (state === 'consent' || state === 'guidelines') {
    const { language, raterId } = ratingSession
    const Gate = panel ? VisitorGate : DocumentGate
    return (
      <Gate key={state} kind={state} slug={project.slug} onDone={() => void onAskNext()} {...{ raterId, language }} />
    )
  }
  return (
    <Centered name={project.name}>
      <NoTaskReason key={state} session={ratingSession} {...{ isReopening, onAskNext, onUndo }} />
    </Centered>
  )
}

function Centered({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <main className="grid min-h-full place-items-center">
      <h1 className="sr-only">{name}</h1>
      {children}
    </main>
  )
}
