import { clsx } from 'clsx'
import { useFormatter, useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useState } from 'react'
import { useRequest } from '@/components/kit/use-request'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { LogOut } from '@/components/ui/generated/icons'
import { Notice } from '@/components/ui/notice'
import { useReason } from '@/components/ui/use-reason'
import { ratingOutbox } from '@/lib/client/rating/rating-outbox'
import { readOwnVisit, sendPresence, stopVisit } from '@/lib/client/rating/visit'
import type { RatingSession } from '@/lib/contracts/rating/rating'
import type { OwnVisit } from '@/lib/contracts/recruitment'
import { visitLeft, visitSeconds, wholeMinutes } from '@/lib/domain/recruitment/visit-time'

/** Undefined until the response arrives. */
const useOwnVisit = (slug: string, isWanted = true) =>
  useRequest(isWanted ? `visit ${slug}` : null, () => readOwnVisit(slug)).data

/**
 * Project and progress of the visit, with the remaining minutes and the pay so far in small type. On a phone, these
 * figures replace the project's name.
 */
export function VisitHeading({ session }: { session: RatingSession }) {
  const rating = useTranslations('rating')
  const { project, panel, step, state } = session
  // A text to read comes before the figures, and the server does not yet say which step follows it.
  const isReading = state === 'consent' || state === 'guidelines'
  const wanted = isReading ? null : (panel?.wanted ?? null)
  const visit = useOwnVisit(project.slug, !panel?.exit && !isReading)
  const count = step.kind === 'rating' && wanted !== null && panel && rating('visitOf', { done: panel.done, wanted })
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
  const isRetest = step.lastAttempt !== null
  const left = panel && visitLeft(visit.plan, { step: step.kind, doneInStep: step.done, isRetest, done: panel.done })
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

/** Ends a panel participant's visit early, with a code for partial work, once all answers are sent. */
export function StopVisit({ slug, pending }: { slug: string; pending: number }) {
  const t = useTranslations('panel')
  const reason = useReason()
  const [isAsked, setAsked] = useState(false)
  const [isStopping, setStopping] = useState(false)
  const [error, setError] = useState<unknown>(null)

  useEffect(() => {
    sendPresence(slug, true)
    const leave = () => sendPresence(slug, false)
    window.addEventListener('pagehide', leave)
    return () => window.removeEventListener('pagehide', leave)
  }, [slug])

  useEffect(() => {
    if (!isStopping || pending > 0) return
    stopVisit(slug).then(
      // The reloaded page shows the end of the visit with its code.
      () => window.location.reload(),
      (problem: unknown) => {
        setError(problem)
        setStopping(false)
      },
    )
  }, [isStopping, pending, slug])

  function stop() {
    setError(null)
    setStopping(true)
    if (pending > 0) ratingOutbox().retry()
  }

  function goOn() {
    setAsked(false)
    setStopping(false)
  }

  return (
    <>
      <Button tone="quiet" size="small" className="touch:h-11 max-desk:w-11" onClick={() => setAsked(true)}>
        <LogOut aria-hidden size={16} className="rtl:-scale-x-100" />
        <span className="max-desk:sr-only">{t('stop')}</span>
      </Button>
      <Dialog
        isOpen={isAsked}
        onClose={goOn}
        title={t('stopTitle')}
        actions={
          <>
            <Button autoFocus className="touch:h-11" onClick={goOn}>
              {t('stopCancel')}
            </Button>
            <Button tone="main" className="touch:h-11" disabled={isStopping} onClick={stop}>
              {t('stopConfirm')}
            </Button>
          </>
        }
      >
        <p className="text-pretty">{t('stopText')}</p>
        <p role="status" className={clsx('text-second', isStopping && pending > 0 && 'mt-3')}>
          {isStopping && pending > 0 ? t('stopSending') : ''}
        </p>
        {error !== null && (
          <Notice tone="error" className="mt-3">
            {t('stopFailed', { reason: reason(error) })}
          </Notice>
        )}
      </Dialog>
    </>
  )
}

/** Expected duration and pay, shown before a participant agrees to take part. */
export function VisitTerms({ slug }: { slug: string }) {
  const t = useTranslations('panel')
  const format = useFormatter()
  const visit = useOwnVisit(slug)
  if (!visit) return null
  const { plan, pay, maxMinutes } = visit
  const seconds = visitSeconds(plan)
  const main = [
    seconds !== null && t('expectedTime', { minutes: wholeMinutes(seconds) }),
    pay && t('expectedPay', { amount: format.number(pay.amount, { style: 'currency', currency: pay.currency }) }),
  ].filter(Boolean)
  const hasChecks = plan.trainingTasks + plan.testTasks > 0
  return (
    <section aria-label={t('terms')} className="mt-4 rounded-card border border-line bg-card px-5 py-3.5">
      {main.length > 0 && <p className="font-semibold text-question">{main.join(' · ')}</p>}
      <p className="mt-0.5 text-pretty text-second text-small">
        {[
          hasChecks && main.length > 0 && t('expectedCheck'),
          maxMinutes !== null && t('expectedMost', { minutes: maxMinutes }),
          t('expectedStop'),
        ]
          .filter(Boolean)
          .join(' ')}
      </p>
    </section>
  )
}
