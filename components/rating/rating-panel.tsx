import { useTranslations } from 'next-intl'
import { lazyComponent, optionalLazyComponent } from '@/components/ui/lazy-component'
import type { RatingTask } from '@/lib/contracts/rating/rating'
import { answeredCount, pageCount, shownPositions } from '@/lib/domain/rating/labeling-session'
import { ActionBar } from './candidates/action-bar'
import { CandidateDetail } from './candidates/candidate-detail'
import { CandidateRow } from './candidates/candidate-row'
import { loadFeedback, loadPages, type RatingScreenParts } from './use-rating-screen'

const TrainingFeedback = lazyComponent(loadFeedback)
// Most tasks have one page of names.
const PageTurner = lazyComponent(() => loadPages().then((module) => module.PageTurner))
const SamePicture = optionalLazyComponent(() => loadPages().then((module) => module.SamePicture))

interface PartProps {
  screen: RatingScreenParts
  task: RatingTask
}

/** The names to answer, details of the current one, and the buttons; after a training task, its feedback. */
export function RatingPanel({ screen, task }: PartProps) {
  const { rating, dialog, act, AutoSubmit } = screen
  const { session, feedback } = rating
  if (feedback) return <TrainingFeedback feedback={feedback} onNext={rating.goOn} />
  return (
    <>
      <PanelHeader screen={screen} task={task} />
      {task.page.number > 1 && <SamePicture page={task.page} />}
      <CandidateRows screen={screen} task={task} />
      <CandidateDetail screen={screen} candidates={task.candidates} />
      {AutoSubmit && (
        <AutoSubmit
          session={session}
          isCovered={dialog !== null || screen.fullScreen.isFull}
          takeBack={screen.takeBack}
          onSubmit={(answers) => rating.latest.current.answers === answers && act({ type: 'submit' })}
        />
      )}
      <ActionBar screen={screen} />
    </>
  )
}

function PanelHeader({ screen, task }: PartProps) {
  const t = useTranslations('rating')
  const { session, dispatch } = screen.rating
  const pages = pageCount(session)
  return (
    <header className="flex h-11 shrink-0 items-center justify-between gap-3 px-4 desk:px-5">
      <h1 id="question" className="line-clamp-2 font-semibold text-question">
        {t('question')}
      </h1>
      {pages > 1 && (
        <PageTurner
          page={session.page}
          count={pages}
          onTurn={(page) => {
            screen.noteActivity()
            dispatch({ type: 'page', page })
          }}
        />
      )}
      {/* The early script may have recorded answers before hydration. */}
      <p data-count suppressHydrationWarning className="shrink-0 text-[13px] text-second tabular-nums">
        {task.previousAnswers && `${t('reopened')} · `}
        {t('answered', { done: answeredCount(session), total: task.candidates.length })}
      </p>
    </header>
  )
}

function CandidateRows({ screen, task }: PartProps) {
  const { dialog, fullScreen, hasActed, canAnswer } = screen
  const { session, isImageThere } = screen.rating
  const shown = shownPositions(session)
  return (
    <ol
      key={`${task.assignmentId}/${task.revision}`}
      start={shown.from + 1}
      // Hides the names and blocks taps on them until the picture is there.
      data-waiting={!isImageThere || undefined}
      className="min-h-0 overflow-y-auto overscroll-contain px-2 py-1 tight:flex-1 roomy:px-3 low:flex-none low:overflow-visible data-waiting:*:bg-line data-waiting:*:bg-clip-content data-waiting:*:*:invisible"
    >
      {task.candidates.slice(shown.from, shown.to).map((candidate, index) => {
        const position = shown.from + index
        return (
          <CandidateRow
            key={position}
            candidate={candidate}
            position={position}
            pageIndex={index}
            answer={session.answers[position] ?? null}
            isRest={session.rest[position] ?? false}
            isActive={session.active === position}
            isLocked={!canAnswer}
            takesFocus={hasActed && dialog === null && !fullScreen.isFull}
            onAnswer={screen.answerAt}
            onChoose={screen.chooseAt}
            onTap={screen.tapAt}
            onAbout={screen.openAbout}
          />
        )
      })}
    </ol>
  )
}
