import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import {
  type ReactNode,
  type Ref,
  type RefObject,
  useCallback,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
} from 'react'
import { Button } from '@/components/ui/button'
import { ImageOff } from '@/components/ui/generated/icons'
import { optionalLazyComponent } from '@/components/ui/lazy-component'
import { EmptyState } from '@/components/ui/page'
import type { PictureHandle } from '@/components/workspace/use-keys'
import type { CreditedImage, RatingTask } from '@/lib/contracts/rating/rating'
import { licenseName } from '@/lib/wording/images/credit'
import { ImageTools, type PictureRemarks } from './image-tools'
import { useImageView } from './use-image-view'
import { ZoomableImage } from './zoomable-image'

// Raters see only the license, so the full credit is loaded separately.
const PhotoCredit = optionalLazyComponent(() =>
  import('@/components/kit/photo-credit').then((module) => module.PhotoCredit),
)

interface ViewerProps {
  ref?: Ref<PictureHandle>
  /** Has its credit only if the image is no longer being rated, or for experts. */
  image: RatingTask['image'] & Partial<CreditedImage>
  /** Whether the answers are sent but the image is still shown, as after a training task. */
  isSubmitted?: boolean
  hasFailed: boolean
  /** Called when the picture is painted and when it is gone. Must be stable across renders. */
  onShown?: (isShown: boolean) => void
  onFail: () => void
  onRetry: () => void
  /** Null if the picture cannot be skipped. */
  onSkip: (() => void) | null
  onReport?: () => void
  isFull: boolean
  onFullScreen: () => void
  remarks?: PictureRemarks
  tray?: ReactNode
  children?: ReactNode
}

export interface PictureViewerProps extends ViewerProps {
  /** The picture's number; with another one, zoom and brightness start at their defaults. */
  of: number
  notice?: ReactNode
}

/** After this long without the picture, the rater is offered to retry or skip. It may still load. */
const lateAfterMs = 8_000

function useIsLate(isWaiting: boolean, attempt: number, picture: RefObject<HTMLImageElement | null>): boolean {
  const [late, setLate] = useState<number | null>(null)
  useEffect(() => {
    if (!isWaiting) return
    // A picture that has loaded but has no room is not late.
    const timer = setTimeout(() => !picture.current?.complete && setLate(attempt), lateAfterMs)
    return () => clearTimeout(timer)
  }, [isWaiting, attempt, picture])
  return isWaiting && late === attempt
}

interface MissingPictureProps extends Pick<PictureViewerProps, 'onRetry' | 'onSkip' | 'onReport'> {
  hasFile: boolean
  isLate?: boolean
}

/** Explains why the picture is missing and what can be done. Never offers an answer. */
function MissingPicture({ hasFile, isLate = false, onRetry, onReport, onSkip }: MissingPictureProps) {
  const t = useTranslations('picture')
  return (
    <div className="grid place-items-center overflow-auto">
      <EmptyState
        icon={isLate ? null : <ImageOff aria-hidden size={24} />}
        title={t(isLate ? 'late' : hasFile ? 'notLoaded' : 'noPicture')}
        action={
          <>
            {hasFile && (
              <Button tone="main" onClick={onRetry}>
                {t('tryAgain')}
              </Button>
            )}
            {onReport && <Button onClick={onReport}>{t('report')}</Button>}
            {onSkip && <Button onClick={onSkip}>{t('skipPicture')}</Button>}
          </>
        }
      >
        {t(isLate ? 'lateText' : hasFile ? 'notLoadedText' : 'noPictureText')}{' '}
        {hasFile && !isLate && onSkip && t('notLoadedSkip')}
      </EmptyState>
    </div>
  )
}

/** The license as plain text: a link would lead away from a picture that is still to be answered. */
function Licence({ text, isSubmitted }: { text: string | null; isSubmitted: boolean }) {
  const t = useTranslations('picture')
  if (text === null) return null
  const licence = licenseName(text)
  return isSubmitted ? licence : t('licence', { licence })
}

/** The picture and its tools, below a notice that stays from picture to picture, so that it is announced only once. */
export function PictureViewer({ of, notice, ...rest }: PictureViewerProps) {
  return (
    <div
      className={clsx(
        'grid min-h-0 min-w-0 grid-cols-[minmax(0,1fr)] grid-rows-[fit-content(35%)_minmax(0,1fr)] bg-sunken',
        rest.isFull && 'fixed inset-0 z-30',
      )}
    >
      {/* Scrolls where it would leave the picture too little room. */}
      <div className="overflow-y-auto">{notice}</div>
      <Viewer key={of} {...rest} />
    </div>
  )
}

function Viewer(props: ViewerProps) {
  const { ref, image, isSubmitted = false, hasFailed, onShown, onFail, isFull, onFullScreen, remarks } = props
  const { tray, children } = props
  const viewer = useRef<HTMLDivElement>(null)
  const picture = useRef<HTMLImageElement>(null)
  const control = useImageView(viewer, picture, image.width)
  const isWanted = image.url !== null && !hasFailed
  useImperativeHandle(ref, () => ({
    zoom: control.key,
    brighten: control.brighten,
    toggleFullScreen: () => (isWanted || isFull) && onFullScreen(),
  }))
  const [attempt, setAttempt] = useState(0)
  const [isShown, setIsShown] = useState(false)
  const show = useCallback(
    (shown: boolean) => {
      setIsShown(shown)
      onShown?.(shown)
    },
    [onShown],
  )
  const isLate = useIsLate(isWanted && !isShown, attempt, picture)
  const onRetry = () => {
    setAttempt((now) => now + 1)
    props.onRetry()
  }
  return (
    <figure
      data-full={isFull || undefined}
      className="@container relative grid grid-cols-[minmax(0,1fr)] grid-rows-[minmax(0,1fr)_auto_auto] overflow-hidden"
    >
      {image.url !== null && !hasFailed ? (
        <ZoomableImage
          key={attempt}
          image={{ ...image, url: image.url }}
          viewer={viewer}
          picture={picture}
          control={control}
          isShown={isShown}
          onShown={show}
          onFail={onFail}
        />
      ) : (
        <MissingPicture {...props} hasFile={hasFailed} onRetry={onRetry} />
      )}
      {isLate && (
        <div className="absolute inset-x-3 top-3 z-10 mx-auto max-w-[520px] rounded-card border border-line bg-card shadow-float">
          <MissingPicture {...props} hasFile isLate onRetry={onRetry} />
        </div>
      )}
      <div>{tray}</div>
      <figcaption className="flex h-11 items-center justify-between gap-3 ps-3 pe-1 text-second text-small desk:ps-5 desk:pe-3">
        <span className="min-w-0 truncate">
          {image.credit === undefined ? (
            <Licence text={image.license} isSubmitted={isSubmitted} />
          ) : (
            <PhotoCredit image={image} />
          )}
        </span>
        {isWanted && <ImageTools control={control} isFull={isFull} onFullScreen={onFullScreen} remarks={remarks} />}
      </figcaption>
      {children}
    </figure>
  )
}
