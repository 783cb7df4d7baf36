import { clsx } from 'clsx'
import { useFormatter, useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import { useReason } from '@/components/ui/use-reason'
import { ratingOutbox } from '@/lib/client/rating/rating-outbox'
import { reportPresence, stopVisit } from '@/lib/client/rating/visit'
import type { RatingSession } from '@/lib/contracts/rating/rating'
import type { OwnVisit } from '@/lib/contracts/recruitment'
import { visitLeft, wholeMinutes } from '@/lib/domain/recruitment/visit-time'
import { useOwnVisit } from './use-own-visit'

/**
 * Project, and step or progress of the visit, with the remaining minutes and the pay so far in small type. On a phone,
 * these figures replace the project's name.
 */
export function VisitHeading({ session, step: words }: { session: RatingSession; step: string | null }) {
  const rating = useTranslations('rating')
  const { project, panel, state } = session
  // A text to read comes before the figures, and the server does not yet say which step follows it.
  const isReading = state === 'consent' || state === 'guidelines'
  const wanted = isReading ? null : (panel?.wanted ?? null)
  const visit = useOwnVisit(project.slug, !panel?.exit && !isReading).data
  const progress = wanted !== null && panel && rating('visitOf', { done: panel.done, wanted })
  const count = isReading ? null : (words ?? progress)
  return (
    <div className="flex min-w-0 items-center gap-x-3 max-desk:block">
      <div className={clsx('min-w-0', wanted !== null && 'max-desk:sr-only')}>
        <p className="truncate font-semibold leading-5">{project.name}</p>
        {visit && <VisitFigures session={session} visit={visit} className="max-desk:hidden" />}
      </div>
      {count && (
        <p className="shrink-0 rounded-[6px] bg-accent-soft px-1.5 py-0.5 font-medium text-accent text-small tabular-nums max-desk:bg-transparent max-desk:p-0 max-desk:leading-[14px]">
          {count}
        </p>
      )}
      {visit && <VisitFigures session={session} visit={visit} className="desk:hidden" />}
    </div>
  )
}

function VisitFigures({ session, visit, className }: { session: RatingSession; visit: OwnVisit; className: string }) {
  const t = useTranslations('panel')
  const format = useFormatter()
  const { panel, step } = session
  const left = panel && visitLeft(visit.plan, { step, ...panel })
  if (!left) return null
  const { pay } = visit
  const amount = pay && format.number(pay.amount * left.doneShare, { style: 'currency', currency: pay.currency })
  const wide = (words: ReactNode) => <span className="max-desk:sr-only">{words}</span>
  return (
    <p className={clsx('truncate text-second text-small tabular-nums leading-4 max-desk:leading-[14px]', className)}>
      {t.rich('timeLeft', { minutes: left.seconds < 60 ? 0 : wholeMinutes(left.seconds), wide })}
      {amount && <> · {t.rich('paySoFar', { amount, wide })}</>}
    </p>
  )
}

interface StopDialogProps {
  slug: string
  raterId: number
  pending: number
  isOpen: boolean
  onClose: () => void
}

/** Ends a panel participant's visit early, with a code for partial work if there is one, once all answers are sent. */
export function StopDialog({ slug, raterId, pending, isOpen, onClose }: StopDialogProps) {
  const t = useTranslations('panel')
  const reason = useReason()
  const hasCode = useOwnVisit(slug).data?.hasPartialCode ?? true
  const [isStopping, setStopping] = useState(false)
  const [error, setError] = useState<unknown>(null)

  useEffect(() => reportPresence(slug, raterId), [slug, raterId])

  useEffect(() => {
    if (!isStopping || pending > 0) return
    stopVisit(slug, { raterId }).then(
      // The reloaded page shows the end of the visit with its code.
      () => window.location.reload(),
      (problem: unknown) => {
        setError(problem)
        setStopping(false)
      },
    )
  }, [isStopping, pending, slug, raterId])

  function stop() {
    setError(null)
    setStopping(true)
    if (pending > 0) ratingOutbox().retry()
  }

  function goOn() {
    onClose()
    setStopping(false)
    setError(null)
  }

  return (
    <Dialog
      isOpen={isOpen}
      onClose={goOn}
      title={t('stopTitle')}
      actions={
        <>
          <Button autoFocus onClick={goOn}>
            {t('stopCancel')}
          </Button>
          <Button tone="main" disabled={isStopping} onClick={stop}>
            {t(hasCode ? 'stopConfirm' : 'stop')}
          </Button>
        </>
      }
    >
      <p className="text-pretty">{t('stopText', { hasCode: hasCode ? 'yes' : 'no' })}</p>
      <p role="status" className={clsx('text-second', isStopping && pending > 0 && 'mt-3')}>
        {isStopping && pending > 0 ? t('stopSending') : ''}
      </p>
      {error !== null && (
        <Notice tone="error" className="mt-3">
          {t('stopFailed', { reason: reason(error) })}
        </Notice>
      )}
    </Dialog>
  )
}
