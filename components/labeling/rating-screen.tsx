'use client'

import { type CSSProperties, useCallback, useState } from 'react'
import type { Seat } from '@/lib/contracts/rating'
import type { Answer } from '@/lib/domain/answer'
import { answeredCount, isComplete, type LabelingCommand } from '@/lib/domain/labeling-session'
import { ActionBar } from './action-bar'
import { CandidateDetail } from './candidate-detail'
import { CandidateRow } from './candidate-row'
import { FirstTaskKeys } from './first-task-keys'
import { GuidelinesDialog } from './guidelines-dialog'
import { KeysDialog } from './keys-dialog'
import { SeatWithoutTask } from './seat-without-task'
import { SkipDialog } from './skip-dialog'
import { Stage } from './stage'
import { StageNotice } from './stage-notice'
import { TopBar } from './top-bar'
import { useGuidelines } from './use-guidelines'
import { useLabelingKeys } from './use-labeling-keys'
import { useRatingSeat } from './use-rating-seat'

// Eight rows, the description and the bars share the height of the window, so that nothing scrolls or moves.
const heights = { '--detail': '138px', '--row': 'clamp(52px, (100dvh - 304px) / 8, 66px)' } as CSSProperties

export function RatingScreen({ initialSeat }: { initialSeat: Seat }) {
  const rating = useRatingSeat(initialSeat)
  const { seat, session, dispatch, announce, skip } = rating
  const { task, project } = seat
  const guidelines = useGuidelines(project)
  const [dialog, setDialog] = useState<'keys' | 'guidelines' | null>(null)
  // These three belong to one task and end with it.
  const [skippedId, setSkippedId] = useState<number | null>(null)
  const [zoomedId, setZoomedId] = useState<number | null>(null)
  const [failedId, setFailedId] = useState<number | null>(null)
  const [hasActed, setHasActed] = useState(false)
  const isLocked = session.status === 'submitting'
  const isZoomed = task !== null && zoomedId === task.assignmentId
  const hasImageFailed = task !== null && (failedId === task.assignmentId || task.image.url === null)
  const isSkipping = task !== null && skippedId === task.assignmentId
  // A reopened task has answers that were acknowledged, so the server would not let it go.
  const canSkip = task !== null && task.revision === 0 && !isLocked
  const isCovered = dialog !== null || isSkipping
  const shownId = task?.assignmentId ?? null
  const fail = useCallback(() => setFailedId(shownId), [shownId])
  const close = useCallback(() => setDialog(null), [])

  const openSkip = () => {
    if (!canSkip) return
    skip.reset()
    setSkippedId(task.assignmentId)
  }
  const toggleZoom = () => task && setZoomedId(isZoomed ? null : task.assignmentId)

  function act(command: LabelingCommand) {
    setHasActed(true)
    if (command.type === 'skip') openSkip()
    else if (command.type === 'zoom') toggleZoom()
    else if (command.type === 'help') setDialog('keys')
    else if (command.type === 'answer') answerAt(command.position ?? session.active, command.answer)
    else dispatch(command)
  }
  useLabelingKeys(!isCovered, act)

  const answerAt = useCallback(
    (position: number, answer: Answer) => {
      setHasActed(true)
      const after = dispatch({ type: 'answer', answer, position })
      const name = task?.candidates[position]?.name
      if (name) announce(`${name}: ${answer}. ${answeredCount(after)} of ${after.answers.length} answered.`)
    },
    [announce, dispatch, task],
  )
  const chooseAt = useCallback(
    (position: number) => {
      setHasActed(true)
      dispatch({ type: 'choose', position })
    },
    [dispatch],
  )

  const notice = (
    <StageNotice
      saveState={rating.saveState}
      note={rating.note}
      signInHref={`/sign-in?callbackUrl=${encodeURIComponent(`/rate/${project.slug}`)}`}
      onRetry={rating.retrySaving}
      onDismiss={rating.dismissNote}
    />
  )

  return (
    <div
      style={heights}
      className="grid h-dvh grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)] overflow-hidden"
    >
      <TopBar
        seat={seat}
        saveState={rating.saveState}
        hasNewGuidelines={guidelines.hasChanged}
        onGuidelines={() => {
          guidelines.markRead()
          setDialog('guidelines')
        }}
        onKeys={() => setDialog('keys')}
      />
      {task ? (
        <main className="grid min-h-0 grid-cols-[minmax(0,1fr)] grid-rows-[42dvh_minmax(0,1fr)] desk:grid-cols-[minmax(0,1fr)_456px] desk:grid-rows-1">
          <Stage
            key={task.assignmentId}
            image={task.image}
            hasFailed={failedId === task.assignmentId}
            onFail={fail}
            onRetry={() => setFailedId(null)}
            isZoomed={isZoomed}
            onZoom={toggleZoom}
            onSkip={canSkip ? openSkip : null}
          >
            {notice}
            <FirstTaskKeys isFirstTask={seat.progress.submittedEver === 0} />
          </Stage>
          <section
            aria-labelledby="question"
            aria-busy={isLocked}
            className="flex min-h-0 flex-col border-line max-desk:border-t desk:border-l"
          >
            <header className="flex h-11 shrink-0 items-center justify-between gap-3 px-4 desk:px-5">
              <h1 id="question" className="truncate font-semibold text-question">
                Which of these are in the picture?
              </h1>
              <p className="shrink-0 text-[13px] text-second tabular-nums">
                {task.previousAnswers && 'Reopened · '}
                {answeredCount(session)} of {task.candidates.length}
              </p>
            </header>
            <ol
              key={`${task.assignmentId}/${task.revision}`}
              className="min-h-0 overflow-y-auto overscroll-contain px-2 py-1 max-desk:flex-1 desk:px-3"
            >
              {task.candidates.map((candidate, position) => (
                <CandidateRow
                  // biome-ignore lint/suspicious/noArrayIndexKey: a candidate is its position, and the order is fixed
                  key={position}
                  candidate={candidate}
                  position={position}
                  answer={session.answers[position] ?? null}
                  isActive={session.active === position}
                  isLocked={isLocked}
                  takesFocus={hasActed && !isCovered}
                  onAnswer={answerAt}
                  onChoose={chooseAt}
                />
              ))}
            </ol>
            <CandidateDetail
              candidate={task.candidates[session.active] ?? null}
              count={task.candidates.length}
              isLocked={isLocked}
            />
            <ActionBar
              isComplete={isComplete(session)}
              isSubmitting={isLocked}
              isSubmitActive={session.active === task.candidates.length && !isCovered}
              canSkip={canSkip}
              canUndo={seat.undoAssignmentId !== null && !rating.isReopening}
              onRestNo={() => act({ type: 'restNo' })}
              onSkip={openSkip}
              onUndo={() => act({ type: 'undo' })}
              onSubmit={() => act({ type: 'submit' })}
            />
          </section>
        </main>
      ) : (
        <main className="relative grid place-items-center overflow-auto">
          <h1 className="sr-only">{project.name}</h1>
          {notice}
          <SeatWithoutTask
            seat={seat}
            isReopening={rating.isReopening}
            onAskNext={() => void rating.askNext()}
            onUndo={() => act({ type: 'undo' })}
          />
        </main>
      )}
      <KeysDialog isOpen={dialog === 'keys'} onClose={close} />
      <GuidelinesDialog guidelines={project.guidelines ?? ''} isOpen={dialog === 'guidelines'} onClose={close} />
      <SkipDialog
        isOpen={isSkipping}
        isBusy={skip.isPending}
        error={skip.error?.message ?? null}
        likelyReason={hasImageFailed ? 'image-broken' : 'cannot-tell'}
        onClose={() => setSkippedId(null)}
        onSkip={(input) => skip.mutate(input)}
      />
      <p aria-live="polite" className="sr-only">
        {rating.announcement}
      </p>
    </div>
  )
}
