import { later } from '@/components/ui/later'
import type { RatingSession } from '@/lib/contracts/rating/rating'

const DocumentGate = later(() => import('@/components/texts/document-gate').then((module) => module.DocumentGate))
const PanelExit = later(() => import('@/components/recruitment/panel-exit').then((module) => module.PanelExit))
const VisitorGate = later(() => import('@/components/recruitment/visitor-gate').then((module) => module.VisitorGate))
export const loadReasons = () => import('./no-task-reason')
const OtherTab = later(() => loadReasons().then((module) => module.OtherTab))
const NoTaskReason = later(() => loadReasons().then((module) => module.NoTaskReason))

interface NoTaskScreenProps {
  ratingSession: RatingSession
  /** False while another tab has the lock. */
  isHere: boolean
  isReopening: boolean
  onRateHere: () => void
  onAskNext: () => Promise<boolean>
  onUndo: () => void
}

export function NoTaskScreen({ ratingSession, isHere, isReopening, onRateHere, onAskNext, onUndo }: NoTaskScreenProps) {
  const { state, project, panel } = ratingSession
  if (!isHere)
    return (
      <Centered name={project.name}>
        <OtherTab onRateHere={onRateHere} />
      </Centered>
    )
  if (panel?.exit)
    return (
      <main className="grid min-h-full place-items-center">
        <PanelExit exit={panel.exit} slug={project.slug} />
      </main>
    )
  if (state === 'consent' || state === 'guidelines') {
    const Gate = panel ? VisitorGate : DocumentGate
    const { language } = ratingSession
    return <Gate key={state} slug={project.slug} kind={state} language={language} onDone={() => void onAskNext()} />
  }
  return (
    <Centered name={project.name}>
      <NoTaskReason
        key={state}
        session={ratingSession}
        isReopening={isReopening}
        onAskNext={onAskNext}
        onUndo={onUndo}
      />
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
