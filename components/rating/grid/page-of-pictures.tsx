import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { type CSSProperties, type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import type { TaskExamples } from '@/components/rating/examples/use-class-examples'
import { tileOf } from '@/lib/client/rating/image-ready'
import type { RatingCandidate, RatingTask } from '@/lib/contracts/rating/rating'
import {
  markAfterKey,
  markAfterTap,
  type PictureMark,
  type TapAnswer,
  untappedAnswer,
} from '@/lib/domain/rating/grid-page'
import { movedTo, type PageCommand } from '@/lib/domain/rating/page-keys'
import { ClassHeader } from './class-header'
import { EnlargedPicture } from './enlarged-picture'
import { PageBar, type PageBarWords } from './page-bar'
import { PictureTile } from './picture-tile'
import { useKeyLabels, usePageKeys } from './use-page-keys'
import type { PagePictures } from './use-page-pictures'

/** What to open for a picture: the menu, or one of its dialogs directly. */
export type PictureDialog = 'menu' | 'suggest' | 'flags'

interface PageActions {
  /** Returns the mark a picture has now, which may not be rendered yet if two keys follow quickly. */
  markNow: (position: number) => PictureMark
  mark: (position: number, mark: PictureMark) => void
  submit: () => void
  undo: () => void
  skip: () => void
  help: () => void
  announce: (text: string) => void
  /** Opens what can be said about a picture beside its answer. Undefined if nothing can. */
  about?: (position: number, what: PictureDialog) => void
  act?: () => void
}

export interface PageOfPicturesProps {
  asked: RatingCandidate
  /** Null if examples may not be shown. */
  examples: TaskExamples | null
  images: readonly (RatingTask['image'] | null)[]
  /** Result of `usePagePictures` for the same images. */
  pictures: PagePictures
  marks: readonly PictureMark[]
  tap: TapAnswer
  frame?: 'window' | 'card'
  isLocked: boolean
  isListening: boolean
  canSkip: boolean
  canUndo: boolean
  /** Renders content beside the pictures, for the focused picture. */
  aside?: (position: number) => ReactNode
  notes?: readonly (string | undefined)[] | undefined
  words?: PageBarWords
  actions: PageActions
}

interface BelowNoticeProps {
  notice: ReactNode
  isCard?: boolean
  children: ReactNode
}

/** A page below a notice that stays from page to page, so that it is announced only once. */
export const BelowNotice = ({ notice, isCard = false, children }: BelowNoticeProps) => (
  <div
    className={clsx(
      'grid min-h-0 grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)]',
      isCard && 'desk:h-(--workspace)',
    )}
  >
    <div className={clsx(isCard && 'not-empty:pb-3')}>{notice}</div>
    {children}
  </div>
)

const columnsIn = (list: HTMLElement | null) =>
  list ? getComputedStyle(list).gridTemplateColumns.split(' ').length : 1

export function PageOfPictures(props: PageOfPicturesProps) {
  const { images, tap, frame = 'window', isLocked, aside } = props
  const t = useTranslations('grid')
  const page = usePage(props)
  const large = page.enlarged === null ? null : images[page.enlarged]
  const isCard = frame === 'card'
  const Frame = isCard ? 'article' : 'main'
  return (
    <Frame
      aria-labelledby="question"
      aria-busy={isLocked || props.pictures.states.includes('loading')}
      className={clsx(
        'relative grid min-h-0 grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)_auto]',
        isCard ? 'overflow-hidden rounded-card border bg-card' : 'tight:grid-rows-[minmax(0,1fr)_auto]',
      )}
    >
      <div
        className={clsx(
          'contents',
          !isCard && 'tight:block tight:min-h-0 tight:overflow-y-auto tight:overscroll-contain',
        )}
      >
        <ClassHeader asked={props.asked} examples={props.examples} tap={tap} isPart={isCard} />
        {aside ? (
          <div className="grid min-h-0 grid-cols-[minmax(0,1fr)] desk:grid-cols-[minmax(0,1fr)_356px]">
            <PictureList {...props} page={page} />
            <section className="flex min-h-0 flex-col border-line max-desk:border-t desk:border-s">
              {aside(page.focused)}
            </section>
          </div>
        ) : (
          <PictureList {...props} page={page} />
        )}
      </div>
      <PageBar {...props} onSubmit={page.submit} />
      {large?.url && (
        <EnlargedPicture
          image={large}
          label={t('enlarged', { position: (page.enlarged ?? 0) + 1 })}
          onEnlarge={page.setEnlarged}
        />
      )}
    </Frame>
  )
}

function usePage({ images, pictures, tap, isListening, actions }: PageOfPicturesProps) {
  const t = useTranslations('grid')
  const count = images.length
  const [focused, setFocused] = useState(0)
  const [enlarged, setEnlarged] = useState<number | null>(null)
  const [hasKeys, setHasKeys] = useState(false)
  const list = useRef<HTMLDivElement>(null)
  // Keeps callbacks stable, so that a tile renders only when its own data changes.
  const latest = useRef(actions)
  latest.current = actions

  const mark = useCallback(
    (position: number, next: (before: PictureMark) => PictureMark) => {
      const now = latest.current
      now.act?.()
      const after = next(now.markNow(position))
      now.mark(position, after)
      now.announce(t('picture', { position: position + 1, count, state: after ?? untappedAnswer(tap) }))
    },
    [count, t, tap],
  )
  const tapAt = useCallback(
    (position: number) => {
      setFocused(position)
      mark(position, (before) => markAfterTap(before, tap))
    },
    [mark, tap],
  )

  const openAbout = useCallback((position: number, what: PictureDialog) => {
    setFocused(position)
    setEnlarged(null)
    latest.current.about?.(position, what)
  }, [])
  const openMenu = useCallback((position: number) => openAbout(position, 'menu'), [openAbout])

  function submit() {
    const { isReady, seen, wanted } = pictures
    if (isReady) return actions.submit()
    actions.announce(t('notSeen', { seen, count: wanted }))
    pictures.showUnseen()
  }
  function run(command: PageCommand) {
    actions.act?.()
    switch (command.type) {
      case 'mark':
        if (pictures.states[command.position] === 'painted')
          mark(command.position, (before) => markAfterKey(before, command.isMaybe, tap))
        return setFocused(command.position)
      case 'move':
        setHasKeys(true)
        setEnlarged(null)
        // Screen readers say which picture is current only while the list has the focus.
        list.current?.focus({ preventScroll: true })
        return setFocused(movedTo(focused, command.by, { count, columns: columnsIn(list.current) }))
      case 'enlarge':
        return setEnlarged((now) => (now === null ? focused : null))
      case 'submit':
        return submit()
      case 'undo':
        return actions.undo()
      case 'help':
        return actions.help()
      case 'suggest':
      case 'flags':
        return openAbout(focused, command.type)
    }
  }
  usePageKeys(isListening, count, run)
  useEffect(() => {
    if (hasKeys) list.current?.children[focused]?.scrollIntoView({ block: 'nearest' })
  }, [focused, hasKeys])
  return { list, focused, hasKeys, setHasKeys, enlarged, setEnlarged, tapAt, openMenu, submit }
}

interface PictureListProps extends PageOfPicturesProps {
  page: ReturnType<typeof usePage>
}

/** All images in view at once, in the shape of the keys; a window too low for that scrolls, as on a phone. */
const layouts = {
  window: clsx(
    'roomy:min-h-0 roomy:grid-cols-[repeat(var(--columns),minmax(0,1fr))] roomy:grid-rows-[repeat(var(--rows),minmax(0,1fr))] roomy:gap-2.5 roomy:p-3 roomy:*:aspect-auto',
    '[@media(min-width:600px)_and_(max-height:520px)]:grid-cols-4',
  ),
  card: 'desk:min-h-0 desk:grid-cols-[repeat(var(--columns),minmax(0,1fr))] desk:grid-rows-[repeat(var(--rows),minmax(0,1fr))] desk:gap-2.5 desk:p-3 desk:*:aspect-auto',
}

function PictureList(props: PictureListProps) {
  const { asked, images, marks, tap, frame = 'window', pictures, page, isLocked, notes, actions } = props
  const t = useTranslations('grid')
  const labels = useKeyLabels()
  return (
    <div
      ref={page.list}
      role="listbox"
      aria-label={t(tap === 'yes' ? 'pictures' : 'picturesNo', { name: asked.name })}
      aria-multiselectable
      aria-activedescendant={`picture-${page.focused}`}
      tabIndex={0}
      onFocus={() => page.setHasKeys(true)}
      onBlur={() => page.setHasKeys(false)}
      onContextMenu={(event) => {
        // The context menu key fires on the list itself, which has the focus.
        if (event.target !== event.currentTarget || !actions.about) return
        event.preventDefault()
        page.openMenu(page.focused)
      }}
      // Laid out like the keys, four in a row; fewer pictures get more room each.
      style={{ '--columns': Math.min(images.length, 4), '--rows': Math.ceil(images.length / 4) } as CSSProperties}
      className={clsx(
        'grid gap-2 p-2 outline-none *:aspect-square',
        images.length > 1 && 'grid-cols-2',
        layouts[frame],
      )}
    >
      {images.map((picture, position) => (
        <PictureTile
          // biome-ignore lint/suspicious/noArrayIndexKey: a picture is identified by its position on the page
          key={position}
          id={`picture-${position}`}
          url={picture && tileOf(picture).url}
          ratio={picture?.width && picture.height ? picture.width / picture.height : null}
          position={position}
          count={images.length}
          mark={marks[position] ?? null}
          rest={untappedAnswer(tap)}
          note={notes?.[position]}
          state={pictures.states[position] ?? 'gone'}
          isFocused={page.hasKeys && page.focused === position}
          isLocked={isLocked}
          keyLabel={labels[position] ?? ''}
          onTap={page.tapAt}
          onEnlarge={page.setEnlarged}
          onMenu={actions.about && page.openMenu}
          onState={pictures.setState}
          onTile={pictures.setTile}
        />
      ))}
    </div>
  )
}
