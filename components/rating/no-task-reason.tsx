import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { Children, type ReactNode } from 'react'
import { CheckAgain } from '@/components/kit/check-again'
import { useSending } from '@/components/kit/use-request'
import { FetchedQuickAnswersNotice } from '@/components/rating/history/quick-answers-notice'
import { Button } from '@/components/ui/button'
import { AppWindow, CircleCheck, ClipboardCheck, Heart, Hourglass, Pause, Undo2 } from '@/components/ui/generated/icons'
import type { IconType } from '@/components/ui/icon'
import { LinkButton } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { EmptyState } from '@/components/ui/page'
import { useReason } from '@/components/ui/use-reason'
import { endOf } from '@/lib/client/rating/rating'
import { startTest } from '@/lib/client/rating/start-test'
import type { RatingSession, RatingStep } from '@/lib/contracts/rating/rating'

interface NoTaskReasonProps {
  session: RatingSession
  isReopening: boolean
  /** Returns whether the server has answered. */
  onAskNext: () => Promise<boolean>
  onUndo: () => void
}

export function NoTaskReason({ session, isReopening, onAskNext, onUndo }: NoTaskReasonProps) {
  const t = useTranslations('rating')
  const end = endOf(session)
  const rated = t('ratedEver', { count: session.progress.submittedEver })
  const again = <CheckAgain tone={session.state === 'finished' ? 'plain' : 'main'} onCheck={onAskNext} />
  const reopen = session.undoAssignmentId !== null && (
    <Button onClick={onUndo} disabled={isReopening}>
      <Undo2 aria-hidden size={16} className="rtl:-scale-x-100" />
      {t('reopenLast')}
    </Button>
  )
  const projects = (tone: 'main' | 'plain') =>
    !session.panel && (
      <LinkButton tone={tone} href="/projects" prefetch={false}>
        {t('toProjects')}
      </LinkButton>
    )
  const lastAnswers = end === 'finished' && <OwnPage session={session} page="history" />
  const progress = <OwnPage session={session} page="progress" />
  const shown = (Icon: IconType, title: string, text: ReactNode, ...actions: ReactNode[]) => (
    <EmptyState takesFocus icon={<Icon aria-hidden size={24} />} title={title} action={Children.toArray(actions)}>
      {text}
    </EmptyState>
  )
  switch (session.state) {
    case 'paused':
      return shown(Pause, t('paused'), t('pausedText'), again)
    case 'no-test':
      return shown(Pause, t('noTest'), t('noTestText'), again)
    case 'rater-paused':
      return shown(Pause, t('raterPaused'), `${rated} ${t('raterPausedText')}`, again, progress, projects('plain'))
    case 'disqualified': {
      const failed = (
        <>
          <LastScore attempt={session.step.lastAttempt} />
          {t('disqualifiedText')}
        </>
      )
      // Can be left again, because an admin may reset or waive the test.
      return shown(Heart, t('disqualified'), failed, again, projects('plain'))
    }
    case 'test-ready':
      return <TestReady session={session} onStarted={onAskNext} />
    case 'waiting':
      return shown(Hourglass, t('waiting'), `${rated} ${t('waitingText')}`, reopen, lastAnswers, again)
    default: {
      const text = end === 'finished' ? <Finished session={session} rated={rated} /> : t(`${end}Text`)
      return shown(CircleCheck, t(end), text, reopen, lastAnswers, again, progress, projects('main'))
    }
  }
}

function Finished({ session, rated }: { session: RatingSession; rated: string }) {
  const t = useTranslations('rating')
  return (
    <>
      {rated} {t('finishedText')}
      <FetchedQuickAnswersNotice slug={session.project.slug} />
    </>
  )
}

const ownPages = { history: 'lastAnswers', progress: 'ownProgress' } as const

function OwnPage({ session, page }: { session: RatingSession; page: keyof typeof ownPages }) {
  const t = useTranslations('rating')
  return (
    <LinkButton href={`/rate/${session.project.slug}/${page}`} prefetch={false}>
      {t(ownPages[page])}
    </LinkButton>
  )
}

/** Shown while another tab has the lock, with a button to take it over. */
export function OtherTab({ onRateHere }: { onRateHere: () => void }) {
  const t = useTranslations('rating')
  return (
    <EmptyState
      takesFocus
      icon={<AppWindow aria-hidden size={24} />}
      title={t('otherTab')}
      action={
        <Button tone="main" size="large" onClick={onRateHere}>
          {t('rateHere')}
        </Button>
      }
    >
      {t('otherTabText')}
    </EmptyState>
  )
}

function TestReady({ session, onStarted }: { session: RatingSession; onStarted: () => Promise<unknown> }) {
  const t = useTranslations('rating')
  const reason = useReason()
  const { step, project, raterId } = session
  const starting = useSending(() => startTest(project.slug, raterId), onStarted)
  const isAgain = step.lastAttempt !== null
  return (
    <EmptyState
      takesFocus
      icon={<ClipboardCheck aria-hidden size={24} />}
      title={isAgain ? t('testAgain') : t('testReady')}
      action={
        <Button
          // Enter starts the first attempt, but not if it is still held down from the previous screen.
          autoFocus={!isAgain}
          onKeyDown={(event) => event.repeat && event.preventDefault()}
          tone="main"
          size="large"
          disabled={starting.isPending}
          onClick={() => void starting.mutate(undefined)}
        >
          {starting.isPending ? t('starting') : t('startTest')}
        </Button>
      }
    >
      <LastScore attempt={step.lastAttempt} />
      <p>{t('testText', { count: step.total ?? 0 })}</p>
      {step.attemptsLeft !== null && <p className="mt-2">{t('attemptsLeft', { count: step.attemptsLeft })}</p>}
      {starting.error && (
        <Notice tone="error" className="mt-3 text-start">
          {reason(starting.error)} {t('startFailed')}
        </Notice>
      )}
    </EmptyState>
  )
}

/** Marks of the last test on both kinds of names, as figures and as bars with the pass mark. */
function LastScore({ attempt }: { attempt: RatingStep['lastAttempt'] }) {
  const t = useTranslations('rating')
  // Tests of earlier versions, judged by the overall share of right answers, have no marks.
  if (attempt?.holds == null || attempt.holdsNot == null) return null
  const { holds, holdsNot, passMark } = attempt
  const shares = { holds, holdsNot }
  return (
    <div className="mb-4">
      <p className="font-medium text-text tabular-nums">{t('lastScore', { holds, holdsNot, mark: passMark })}</p>
      {(['holds', 'holdsNot'] as const).map((kind) => (
        <div key={kind} aria-hidden className="mx-auto mt-2 w-56 text-start text-small">
          {t(`${kind}Mark`)}
          <div className="relative mt-1 h-2 rounded-full bg-line">
            <div
              className={clsx('h-full rounded-full', shares[kind] >= passMark ? 'bg-yes' : 'bg-maybe')}
              style={{ width: `${shares[kind] * 100}%` }}
            />
            <div
              className="absolute -inset-y-1 w-0.5 rounded-full bg-text"
              style={{ insetInlineStart: `${passMark * 100}%` }}
            />
          </div>
        </div>
      ))}
    </div>
  )
}
