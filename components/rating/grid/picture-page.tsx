import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { RatingScreenParts } from '@/components/rating/use-rating-screen'
import { lazyComponent } from '@/components/ui/lazy-component'
import type { RatingTask } from '@/lib/contracts/rating/rating'
import { type PageMode, pageModeOf } from '@/lib/domain/rating/answer-mode'
import { answerFor, markOf, type PictureMark, tapAnswer } from '@/lib/domain/rating/grid-page'
import { BelowNotice, PageOfPictures, type PictureDialog } from './page-of-pictures'
import { type PagePictures, usePagePictures } from './use-page-pictures'

interface PicturePageProps {
  screen: RatingScreenParts
  task: RatingTask
  notice: ReactNode
}

/** A class-first page for raters. Keyed by assignment and revision, so that view times start at zero on every page. */
export default function PicturePage({ notice, ...props }: PicturePageProps) {
  const { assignmentId, revision } = props.task
  return (
    <BelowNotice notice={notice}>
      <Page key={`${assignmentId}/${revision}`} {...props} />
    </BelowNotice>
  )
}

const PictureDialogs = lazyComponent(() => import('./picture-dialogs'))

const noPictures: NonNullable<RatingTask['pictures']> = []

function Page({ screen, task }: Omit<PicturePageProps, 'notice'>) {
  const { rating, isLocked } = screen
  const images = task.pictures ?? noPictures
  const pictures = usePagePictures(images)
  const mode = pageModeOf(
    task.display.pageMode,
    screen.settings.settings.pageMode,
    rating.ratingSession.project.answerModes,
  )
  const tap = tapAnswer(mode)
  useSeenByEngine(screen, task, pictures, mode)
  useTapAnnounced(screen, task, mode)
  const tPicture = useTranslations('picture')
  /** Which images were reported since the page was opened. */
  const [flagged, setFlagged] = useState<readonly boolean[]>([])
  const [about, setAbout] = useState<{ position: number; what: PictureDialog } | null>(null)
  const { slug } = rating.ratingSession.project
  return (
    <>
      <PageOfPictures
        asked={task.candidates[0]!}
        examples={screen.examples}
        images={images}
        pictures={pictures}
        // A picture that was taken off the page has no mark, whatever its earlier answer.
        marks={rating.session.answers.map((answer, position) => (images[position] ? markOf(answer, tap) : null))}
        tap={tap}
        notes={images.map((_, position) => (flagged[position] ? tPicture('flagged') : undefined))}
        isLocked={isLocked}
        isListening={screen.dialog === null && about === null && screen.isHere}
        canSkip={screen.canSkip}
        canUndo={rating.ratingSession.undoAssignmentId !== null && !rating.isReopening}
        actions={{
          act: screen.noteActivity,
          announce: rating.announce,
          markNow: (position) => markOf(rating.answersNow()[position], tap),
          mark(position: number, mark: PictureMark) {
            const answer = answerFor(rating.answersNow()[position] ?? null, mark, tap)
            if (answer) rating.dispatch({ type: 'answer', answer, position })
          },
          submit() {
            rating.dispatch({ type: tap === 'yes' ? 'restNo' : 'restYes' })
            rating.dispatch({ type: 'submit' })
          },
          undo: () => screen.act({ type: 'undo' }),
          skip: screen.openSkip,
          help: screen.openKeys,
          about: (position, what) => images[position] && setAbout({ position, what }),
        }}
      />
      {about && (
        <PictureDialogs
          {...about}
          slug={slug}
          task={task}
          onChange={(what) => setAbout(what && { ...about, what })}
          announce={rating.announce}
          onUnsaved={() => rating.say('notFlagged')}
          onFlagged={(position, isFlagged) =>
            setFlagged((before) => images.map((_, one) => (one === position ? isFlagged : (before[one] ?? false))))
          }
        />
      )}
    </>
  )
}

/** Unlocks the session when a picture is painted, and adds view times to submissions. */
function useSeenByEngine(screen: RatingScreenParts, task: RatingTask, pictures: PagePictures, answerMode: PageMode) {
  const { showImage, measurePage } = screen.rating
  const { states, measure } = pictures
  const isAny = states.some((state) => state !== 'loading')
  useEffect(() => {
    if (isAny) showImage(task.assignmentId, true)
  }, [isAny, showImage, task.assignmentId])
  useEffect(() => {
    const now = () => ({ ...measure(), answerMode })
    measurePage.current = now
    return () => {
      if (measurePage.current === now) measurePage.current = null
    }
  }, [measure, measurePage, answerMode])
}

/** Announces which answer a tap gives if that varies, once per page and after every change. */
function useTapAnnounced(
  { rating: { announce } }: RatingScreenParts,
  { display, pictures }: RatingTask,
  mode: PageMode,
) {
  const t = useTranslations('grid')
  const count = pictures?.length ?? 0
  const isDrawn = display.pageMode !== undefined
  const said = useRef<PageMode>('tap-yes')
  useEffect(() => {
    const isNews = isDrawn || mode !== said.current
    said.current = mode
    if (isNews) announce(t(mode === 'tap-yes' ? 'tapYes' : 'tapNo', { count }))
  }, [announce, count, isDrawn, mode, t])
}
