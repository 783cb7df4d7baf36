'use client'

import { useTranslations } from 'next-intl'
import { type CSSProperties, useCallback, useEffect, useRef, useState } from 'react'
import { likelySkipReason } from '@/components/images/likely-skip-reason'
import { useImageFlag } from '@/components/images/use-image-flag'
import { ActionBar } from '@/components/rating/candidates/action-bar'
import { CandidateDetail } from '@/components/rating/candidates/candidate-detail'
import { CandidateRow } from '@/components/rating/candidates/candidate-row'
import { CandidateTray, preloadTrays } from '@/components/rating/candidates/candidate-tray'
import { useClassExamples } from '@/components/rating/examples/use-class-examples'
import { FullScreenBar } from '@/components/rating/picture/full-screen-bar'
import { Stage, type StageHandle } from '@/components/rating/picture/stage'
import { StageNotice } from '@/components/rating/picture/stage-notice'
import { useFullScreen } from '@/components/rating/picture/use-full-screen'
import { later } from '@/components/ui/later'
import type { RatingSession } from '@/lib/contracts/rating/rating'
import type { Answer } from '@/lib/domain/rating/answer'
import {
  answeredCount,
  isComplete,
  type LabelingCommand,
  pageCount,
  shownPositions,
} from '@/lib/domain/rating/labeling-session'
import { FirstTaskKeys } from './first-task-keys'
import { KeyMapProvider } from './key-map'
import { NoTaskScreen } from './no-task-screen'
import { PageTurner } from './page-turner'
import { preloadDialogs, RatingDialogs } from './rating-dialogs'
import { TopBar } from './top-bar'
import { useDialogs } from './use-dialogs'
import { useLabelingKeys } from './use-labeling-keys'
import { useRaterSettings } from './use-rater-settings'
import { useRatingSession } from './use-rating-session'

const loadFeedback = () => import('./training-feedback')
const TrainingFeedback = later(loadFeedback)
// Without connection there is no message either, and nothing that would need to be said.
const MessageNotice = later(() =>
  import('./message-notice').then(
    (module) => module.MessageNotice,
    () => () => null,
  ),
)

/** The first picture and what is done with it come before what somebody wrote. */
const settledMs = 2_500

// Eight rows, the description and the bars share the height of the window, so that nothing scrolls or moves.
const heights = { '--detail': '174px', '--row': 'clamp(46px, (100dvh - 340px) / 8, 66px)' } as CSSProperties

const none: readonly boolean[] = []

export function RatingScreen({ initialSession }: { initialSession: RatingSession }) {
  const t = useTranslations('rating')
  const rating = useRatingSession(initialSession)
  const { ratingSession, session, dispatch, announce, skip, feedback } = rating
  const { task, project } = ratingSession
  const assignmentId = task?.assignmentId ?? null
  const settings = useRaterSettings(project.slug, initialSession.settings)
  const { dialog, tray, openDialog, closeDialog, toggleTray, openTray, closeTray } = useDialogs(assignmentId)
  const [failedId, setFailedId] = useState<number | null>(null)
  const [hasActed, setHasActed] = useState(false)
  const [hasSettled, setHasSettled] = useState(false)
  const stage = useRef<StageHandle>(null)
  const screen = useFullScreen(assignmentId)
  const isHere = rating.tab.tabState !== 'elsewhere'
  const examples = useClassExamples(project.slug, isHere ? task : null)
  const flag = useImageFlag(project.slug, isHere ? task : null, dialog === 'flags')
  const isLocked = session.status === 'submitting'
  const hasImageFailed = task !== null && (failedId === task.assignmentId || task.image.url === null)
  // A reopened task has answers that were acknowledged, so the server would not let it go.
  const canSkip = task !== null && task.revision === 0 && !isLocked
  const fail = useCallback(() => setFailedId(assignmentId), [assignmentId])

  useEffect(() => {
    // What opens later is fetched once the rater is at work, so that the first picture has the line to itself.
    if (!hasActed) return
    const timer = setTimeout(() => void Promise.all([preloadTrays(), preloadDialogs()]), 2_500)
    return () => clearTimeout(timer)
  }, [hasActed])

  useEffect(() => {
    const timer = setTimeout(() => setHasSettled(true), settledMs)
    return () => clearTimeout(timer)
  }, [])

  const isTraining = ratingSession.step.kind === 'training'
  useEffect(() => {
    if (isTraining) void loadFeedback().catch(() => undefined)
  }, [isTraining])

  const openSkip = () => {
    if (!canSkip) return
    skip.reset()
    openDialog('skip')
  }

  function act(command: LabelingCommand) {
    if (command.type === 'zoom') return stage.current?.zoom(command.phase)
    setHasActed(true)
    if (feedback) {
      if (command.type === 'submit') rating.goOn()
      else if (command.type === 'help') openDialog('keys')
      return
    }
    switch (command.type) {
      case 'skip':
        return openSkip()
      case 'help':
        return openDialog('keys')
      case 'examples':
        return examples.isWanted ? toggleTray('examples') : undefined
      case 'compare':
        return task && task.candidates.length > 1 ? toggleTray('compare') : undefined
      case 'flags':
        return task ? openDialog('flags') : undefined
      case 'fullscreen':
        return task ? screen.toggle() : undefined
      case 'brightness':
        return stage.current?.brighten()
      case 'answer':
        return answerAt(command.position ?? session.active, command.answer)
      case 'restNo':
        return announce(isComplete(dispatch(command)) ? t('announceRest') : t('announceRestOfPage'))
      default:
        dispatch(command)
    }
  }
  useLabelingKeys(dialog === null && isHere, act, settings.keys)

  const answerAt = useCallback(
    (position: number, answer: Answer) => {
      setHasActed(true)
      const after = dispatch({ type: 'answer', answer, position })
      const name = task?.candidates[position]?.name
      const counts = { done: answeredCount(after), total: after.answers.length }
      if (!name) return
      if (after.answers[position] === null) announce(t('announceCleared', { name, ...counts }))
      else announce(t('announceAnswer', { name, answer: t(answer), ...counts }))
    },
    [announce, dispatch, t, task],
  )
  const chooseAt = useCallback(
    (position: number) => {
      setHasActed(true)
      dispatch({ type: 'choose', position })
    },
    [dispatch],
  )
  const openAbout = useCallback(
    (position: number) => {
      chooseAt(position)
      openTray('examples')
    },
    [chooseAt, openTray],
  )
  const openGuidelines = useCallback(() => openDialog('guidelines'), [openDialog])
  const openKeys = useCallback(() => openDialog('keys'), [openDialog])

  const notice = (
    <StageNotice
      saveState={rating.saveState}
      note={rating.note}
      signInHref={`/sign-in?callbackUrl=${encodeURIComponent(`/rate/${project.slug}`)}`}
      onRetry={rating.retrySaving}
      onDismiss={rating.dismissNote}
    />
  )
  const pages = pageCount(session)
  const shown = shownPositions(session)
  const rest = session.rest ?? none

  return (
    <KeyMapProvider value={settings.keys}>
      <div
        style={heights}
        className="relative grid h-dvh grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)] overflow-hidden"
      >
        <TopBar
          ratingSession={ratingSession}
          saveState={rating.saveState}
          onGuidelines={openGuidelines}
          onKeys={openKeys}
        />
        {task && isHere ? (
          <main className="grid min-h-0 grid-cols-[minmax(0,1fr)] grid-rows-[42dvh_minmax(0,1fr)] max-desk:[@media(min-width:600px)_and_(max-height:520px)]:grid-cols-2 max-desk:[@media(min-width:600px)_and_(max-height:520px)]:grid-rows-1 desk:grid-cols-[minmax(0,1fr)_456px] desk:grid-rows-1">
            <Stage
              key={task.assignmentId}
              ref={stage}
              image={task.image}
              hasFailed={failedId === task.assignmentId}
              onFail={fail}
              onRetry={() => setFailedId(null)}
              onSkip={canSkip ? openSkip : null}
              isFull={screen.isFull}
              onFullScreen={screen.toggle}
              flag={{ isSet: flag.flag !== null, onOpen: () => openDialog('flags') }}
              tray={
                screen.isFull ? (
                  <FullScreenBar
                    candidate={task.candidates[session.active]}
                    position={session.active}
                    count={task.candidates.length}
                    answer={session.answers[session.active] ?? null}
                    isRest={rest[session.active] ?? false}
                    isLocked={isLocked}
                    onAnswer={answerAt}
                  />
                ) : (
                  <CandidateTray
                    tray={tray}
                    candidates={task.candidates}
                    position={session.active}
                    answers={session.answers}
                    isLocked={isLocked}
                    examples={examples}
                    onAnswer={answerAt}
                    onCompare={() => toggleTray('compare')}
                    onClose={closeTray}
                  />
                )
              }
            >
              {notice}
              <FirstTaskKeys
                isFirstTask={ratingSession.progress.submittedEver === 0}
                isCovered={tray !== null || screen.isFull}
              />
            </Stage>
            <section
              aria-labelledby="question"
              aria-busy={isLocked}
              className="flex min-h-0 flex-col border-line max-desk:border-t desk:border-s"
            >
              {feedback ? (
                <TrainingFeedback feedback={feedback} onNext={rating.goOn} />
              ) : (
                <>
                  <header className="flex h-11 shrink-0 items-center justify-between gap-3 px-4 desk:px-5">
                    <h1 id="question" className="truncate font-semibold text-question">
                      {t('question')}
                    </h1>
                    {pages > 1 && (
                      <PageTurner
                        page={session.page}
                        count={pages}
                        onTurn={(page) => {
                          setHasActed(true)
                          dispatch({ type: 'page', page })
                        }}
                      />
                    )}
                    <p className="shrink-0 text-[13px] text-second tabular-nums">
                      {task.previousAnswers && `${t('reopened')} · `}
                      {t('answered', { done: answeredCount(session), total: task.candidates.length })}
                    </p>
                  </header>
                  <ol
                    key={`${task.assignmentId}/${task.revision}`}
                    start={shown.from + 1}
                    className="min-h-0 overflow-y-auto overscroll-contain px-2 py-1 max-desk:flex-1 desk:px-3"
                  >
                    {task.candidates.slice(shown.from, shown.to).map((candidate, place) => {
                      const position = shown.from + place
                      return (
                        <CandidateRow
                          key={position}
                          candidate={candidate}
                          position={position}
                          place={place}
                          answer={session.answers[position] ?? null}
                          isRest={rest[position] ?? false}
                          isActive={session.active === position}
                          isLocked={isLocked}
                          takesFocus={hasActed && dialog === null && !screen.isFull}
                          onAnswer={answerAt}
                          onChoose={chooseAt}
                          onAbout={openAbout}
                        />
                      )
                    })}
                  </ol>
                  <CandidateDetail
                    candidates={task.candidates}
                    position={session.active}
                    isLocked={isLocked}
                    examples={examples}
                    onExamples={() => toggleTray('examples')}
                    onCompare={() => toggleTray('compare')}
                  />
                  <ActionBar
                    isComplete={isComplete(session)}
                    isSubmitting={isLocked}
                    isSubmitActive={session.active === task.candidates.length && dialog === null}
                    canSkip={canSkip}
                    canUndo={ratingSession.undoAssignmentId !== null && !rating.isReopening}
                    onRestNo={() => act({ type: 'restNo' })}
                    onSkip={openSkip}
                    onUndo={() => act({ type: 'undo' })}
                    onSubmit={() => act({ type: 'submit' })}
                  />
                </>
              )}
            </section>
          </main>
        ) : (
          <div className="relative min-h-0 overflow-auto">
            {notice}
            <NoTaskScreen
              ratingSession={ratingSession}
              isHere={isHere}
              isReopening={rating.isReopening}
              onRateHere={rating.tab.take}
              onAskNext={rating.askNext}
              onUndo={() => act({ type: 'undo' })}
            />
          </div>
        )}
        {hasSettled && (
          <MessageNotice slug={project.slug} isCovered={rating.saveState.state === 'waiting' || rating.note !== null} />
        )}
        <RatingDialogs
          slug={project.slug}
          dialog={dialog}
          onClose={closeDialog}
          settings={settings}
          skip={skip}
          canSkip={canSkip}
          likelyReason={likelySkipReason(flag.flag, hasImageFailed)}
          flag={flag}
          announce={announce}
        />
        <p aria-live="polite" className="sr-only">
          {rating.announcement}
        </p>
      </div>
    </KeyMapProvider>
  )
}
