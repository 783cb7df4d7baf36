import { useTranslations } from 'next-intl'
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import type { RatingScreenParts } from '@/components/rating/use-rating-screen'
import { tileOf } from '@/lib/client/rating/page-pictures'
import type { RatingTask } from '@/lib/contracts/rating/rating'
import {
  answerFor,
  keyed,
  markOf,
  movedTo,
  type PageCommand,
  type PictureMark,
  tapped,
} from '@/lib/domain/rating/grid-page'
import { ClassHeader } from './class-header'
import { EnlargedPicture } from './enlarged-picture'
import { PageBar } from './page-bar'
import { PictureTile } from './picture-tile'
import { useKeyLabels, usePageKeys } from './use-page-keys'
import { type PagePictures, usePagePictures } from './use-page-pictures'

interface PicturePageProps {
  screen: RatingScreenParts
  task: RatingTask
  /** What has to be said about saving. */
  notice: ReactNode
}

/** A page that is asked class first: made anew for every page, so that each is looked at from the beginning. */
export default function PicturePage(props: PicturePageProps) {
  const { assignmentId, revision } = props.task
  return <Page key={`${assignmentId}/${revision}`} {...props} />
}

const columnsIn = (list: HTMLElement | null) =>
  list ? getComputedStyle(list).gridTemplateColumns.split(' ').length : 1

function Page({ screen, task, notice }: PicturePageProps) {
  const t = useTranslations('grid')
  const { rating, isLocked } = screen
  const all = task.pictures ?? []
  const pictures = usePagePictures(all)
  useSeenByEngine(screen, task, pictures)
  const page = usePage(screen, task, pictures)
  const marks = rating.session.answers.map(markOf)
  const large = page.enlarged === null ? null : all[page.enlarged]
  return (
    <main
      aria-labelledby="question"
      aria-busy={isLocked}
      className="relative grid min-h-0 grid-cols-[minmax(0,1fr)] grid-rows-[auto_auto_minmax(0,1fr)_auto] max-desk:grid-rows-[auto_minmax(0,1fr)_auto]"
    >
      <div>{notice}</div>
      <div className="contents max-desk:block max-desk:min-h-0 max-desk:overflow-y-auto max-desk:overscroll-contain">
        <ClassHeader asked={task.candidates[0]!} examples={screen.examples} />
        <PictureList task={task} marks={marks} pictures={pictures} page={page} isLocked={isLocked} />
      </div>
      <PageBar
        yes={marks.filter((one) => one === 'yes').length}
        maybe={marks.filter((one) => one === 'maybe').length}
        seen={pictures.seen}
        wanted={pictures.wanted}
        isReady={pictures.isReady}
        isSubmitting={isLocked}
        canSkip={screen.canSkip}
        canUndo={rating.ratingSession.undoAssignmentId !== null && !rating.isReopening}
        onSkip={screen.openSkip}
        onUndo={() => screen.act({ type: 'undo' })}
        onSubmit={page.submit}
      />
      {large?.url && <EnlargedPicture image={large} label={t('enlarged', { position: (page.enlarged ?? 0) + 1 })} />}
    </main>
  )
}

/** Which picture the keys are at, which is enlarged, and what keys and taps do. */
function usePage(screen: RatingScreenParts, task: RatingTask, pictures: PagePictures) {
  const t = useTranslations('grid')
  const { rating, dialog, isHere } = screen
  const count = task.pictures?.length ?? 0
  const [focused, setFocused] = useState(0)
  const [enlarged, setEnlarged] = useState<number | null>(null)
  const [hasKeys, setHasKeys] = useState(false)
  const list = useRef<HTMLDivElement>(null)
  const { mark, tap } = useMarks(screen, count)

  function submit() {
    const { isReady, seen, wanted } = pictures
    if (!isReady) return rating.announce(t('notSeen', { seen, count: wanted }))
    rating.dispatch({ type: 'restNo' })
    rating.dispatch({ type: 'submit' })
  }
  function run(command: PageCommand) {
    screen.noteAct()
    switch (command.type) {
      case 'mark':
        if (pictures.states[command.position] === 'painted')
          mark(command.position, (before) => keyed(before, command.isMaybe))
        return setFocused(command.position)
      case 'move':
        setHasKeys(true)
        setEnlarged(null)
        return setFocused(movedTo(focused, command.by, { count, columns: columnsIn(list.current) }))
      case 'enlarge':
        return setEnlarged((now) => (now === null ? focused : null))
      case 'submit':
        return submit()
      case 'undo':
        return screen.act({ type: 'undo' })
      case 'help':
        return screen.openKeys()
    }
  }
  usePageKeys(dialog === null && isHere, count, run)
  useEffect(() => {
    if (hasKeys) list.current?.children[focused]?.scrollIntoView({ block: 'nearest' })
  }, [focused, hasKeys])
  return { list, focused, hasKeys, setHasKeys, enlarged, setEnlarged, tap, submit }
}

interface PictureListProps {
  task: RatingTask
  marks: PictureMark[]
  pictures: PagePictures
  page: ReturnType<typeof usePage>
  isLocked: boolean
}

function PictureList({ task, marks, pictures, page, isLocked }: PictureListProps) {
  const t = useTranslations('grid')
  const labels = useKeyLabels()
  const all = task.pictures ?? []
  return (
    <div
      ref={page.list}
      role="listbox"
      aria-label={t('pictures', { name: task.candidates[0]!.name })}
      aria-multiselectable
      aria-activedescendant={`picture-${page.focused}`}
      tabIndex={0}
      onFocus={() => page.setHasKeys(true)}
      onBlur={() => page.setHasKeys(false)}
      className="grid grid-cols-2 gap-2 p-2 outline-none *:aspect-square desk:min-h-0 desk:grid-cols-4 desk:grid-rows-3 desk:gap-2.5 desk:p-3 desk:*:aspect-auto"
    >
      {all.map((picture, position) => (
        <PictureTile
          // biome-ignore lint/suspicious/noArrayIndexKey: a picture is its position on the page
          key={position}
          id={`picture-${position}`}
          url={picture && tileOf(picture).url}
          position={position}
          count={all.length}
          mark={marks[position] ?? null}
          state={pictures.states[position] ?? 'gone'}
          isFocused={page.hasKeys && page.focused === position}
          isLocked={isLocked}
          keyLabel={labels[position] ?? ''}
          onTap={page.tap}
          onEnlarge={page.setEnlarged}
          onState={pictures.setState}
          onTile={pictures.setTile}
        />
      ))}
    </div>
  )
}

/** The session may be answered once a picture is painted, and submissions say how long each was in view. */
function useSeenByEngine(screen: RatingScreenParts, task: RatingTask, pictures: PagePictures) {
  const { showImage, measurePage } = screen.rating
  const { states, measure } = pictures
  const isAny = states.some((state) => state !== 'loading')
  useEffect(() => {
    if (isAny) showImage(task.assignmentId, true)
  }, [isAny, showImage, task.assignmentId])
  useEffect(() => {
    measurePage.current = measure
    return () => {
      if (measurePage.current === measure) measurePage.current = null
    }
  }, [measure, measurePage])
}

/** Marks by position, announced to screen readers. */
function useMarks({ rating, noteAct }: RatingScreenParts, count: number) {
  const t = useTranslations('grid')
  const { dispatch, announce, answersNow } = rating
  const mark = useCallback(
    (position: number, next: (before: PictureMark) => PictureMark) => {
      noteAct()
      const before = answersNow()[position] ?? null
      const after = next(markOf(before))
      const answer = answerFor(before, after)
      if (answer) dispatch({ type: 'answer', answer, position })
      announce(t('picture', { position: position + 1, count, state: after ?? 'rest' }))
    },
    [announce, answersNow, count, dispatch, noteAct, t],
  )
  const tap = useCallback((position: number) => mark(position, tapped), [mark])
  return { mark, tap }
}
