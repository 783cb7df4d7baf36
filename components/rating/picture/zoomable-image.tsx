import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import {
  type CSSProperties,
  type KeyboardEvent,
  type PointerEvent as ReactPointerEvent,
  type RefObject,
  useEffect,
  useEffectEvent,
  useRef,
} from 'react'
import { closeSizes, shownPicture } from '@/lib/client/rating/image-ready'
import type { RatingTask } from '@/lib/contracts/rating/rating'
import type { Point } from '@/lib/domain/images/image-view'
import type { ImageViewControl } from './use-image-view'
import { usePaintedImage } from './use-painted-image'

/** An image is enlarged to fill the viewer up to this factor; beyond it, it would only blur. */
const largestScale = 3
const panStep = 64

interface ZoomableImageProps {
  image: RatingTask['image'] & { url: string }
  viewer: RefObject<HTMLDivElement | null>
  picture: RefObject<HTMLImageElement | null>
  control: ImageViewControl
  isShown: boolean
  onShown: (isShown: boolean) => void
  onFail: () => void
}

function fitted({ width, height }: RatingTask['image']): CSSProperties | undefined {
  if (!width || !height) return undefined
  const ratio = width / height
  return { aspectRatio: ratio, width: `min(100cqw, 100cqh * ${ratio}, ${width * largestScale}px)` }
}

const pans: Readonly<Record<string, { x: number; y: number }>> = {
  ArrowLeft: { x: panStep, y: 0 },
  ArrowRight: { x: -panStep, y: 0 },
  ArrowUp: { x: 0, y: panStep },
  ArrowDown: { x: 0, y: -panStep },
}

export function ZoomableImage(props: ZoomableImageProps) {
  const { image, viewer, picture, control, isShown, onShown, onFail } = props
  const t = useTranslations('picture')
  const style = fitted(image)
  const source = shownPicture(image)
  const pointer = usePicturePointer(viewer, control)
  const { view, brightness, isZoomed } = control

  usePaintedImage(picture, { onShown, onFail })

  /** Arrow keys pan the picture when it is larger than the viewer. */
  function move(event: KeyboardEvent<HTMLDivElement>) {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const pan = isZoomed ? pans[event.key] : undefined
    if (pan) control.pan(pan)
    else if (event.key === '+' || event.key === '=') control.step(1)
    else if (event.key === '-') control.step(-1)
    else if (event.key === '0') control.fit()
    else return
    event.preventDefault()
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups form controls, and this is a picture
    <div
      ref={viewer}
      role="group"
      aria-label={t('view')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard pans the picture here
      tabIndex={0}
      onKeyDown={move}
      {...pointer}
      className={clsx(
        'min-h-0 touch-none overflow-hidden p-2.5 outline-none focus-visible:shadow-[inset_0_0_0_2px_var(--accent)] desk:p-5',
        isZoomed && 'cursor-grab active:cursor-grabbing',
      )}
    >
      <div className="grid size-full place-items-center *:[grid-area:1/1]" style={{ containerType: 'size' }}>
        {!isShown && (
          <p
            style={style}
            className={clsx(
              'grid place-items-center rounded-[6px] bg-line text-[13px] text-text',
              style ? 'max-w-none' : 'size-full',
            )}
          >
            {t('loading')}
          </p>
        )}
        <img
          ref={picture}
          {...(source?.srcSet && { srcSet: source.srcSet, sizes: isZoomed ? closeSizes(image) : source.sizes })}
          src={image.url}
          alt={t('photo')}
          width={image.width ?? undefined}
          height={image.height ?? undefined}
          fetchPriority="high"
          decoding="sync"
          draggable={false}
          data-shown={isShown || undefined}
          onError={onFail}
          style={{
            ...style,
            transform: isZoomed ? `translate(${view.x}px, ${view.y}px) scale(${view.scale})` : undefined,
            filter: brightness === 1 ? undefined : `brightness(${brightness})`,
          }}
          className={clsx(
            'rounded-[6px] bg-transparent text-transparent data-shown:picture-ground',
            style ? 'h-auto max-w-none' : 'size-full object-contain',
          )}
        />
      </div>
    </div>
  )
}

const tapMs = 300
const tapReach = 24

/** Returns the position of a pointer relative to the middle of the viewer. */
function pointIn(viewer: HTMLElement, { clientX, clientY }: { clientX: number; clientY: number }): Point {
  const { left, top, width, height } = viewer.getBoundingClientRect()
  return { x: clientX - left - width / 2, y: clientY - top - height / 2 }
}

/** Mouse, pen and touch on the picture: drag, pinch, wheel, and double tap to zoom. */
function usePicturePointer(viewer: RefObject<HTMLDivElement | null>, control: ImageViewControl) {
  const held = useRef(new Map<number, Point>())
  const lastTap = useRef<{ at: number; point: Point } | null>(null)
  const zoomBy = useEffectEvent(control.zoomBy)

  useEffect(() => {
    const frame = viewer.current
    if (!frame) return
    // React's wheel listeners are passive and could not keep the page from scrolling or zooming.
    const turned = (event: WheelEvent) => {
      event.preventDefault()
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1
      zoomBy(Math.exp((-event.deltaY * lines) / 300), pointIn(frame, event))
    }
    frame.addEventListener('wheel', turned, { passive: false })
    return () => frame.removeEventListener('wheel', turned)
  }, [viewer])

  function down(event: ReactPointerEvent<HTMLDivElement>) {
    if (event.pointerType === 'mouse' && event.button !== 0) return
    held.current.set(event.pointerId, pointIn(event.currentTarget, event))
    if (held.current.size > 1 || control.isZoomed) event.currentTarget.setPointerCapture(event.pointerId)
  }

  function move(event: ReactPointerEvent<HTMLDivElement>) {
    const point = pointIn(event.currentTarget, event)
    control.pointer.current = point
    const before = held.current.get(event.pointerId)
    if (!before) {
      if (event.pointerType !== 'touch') control.magnify()
      return
    }
    held.current.set(event.pointerId, point)
    const [, other] = [...held.current].find(([id]) => id !== event.pointerId) ?? []
    if (!other) {
      control.pan({ x: point.x - before.x, y: point.y - before.y })
      return
    }
    const spread = (from: Point) => Math.hypot(from.x - other.x, from.y - other.y)
    const between = { x: (point.x + other.x) / 2, y: (point.y + other.y) / 2 }
    if (spread(before) > 0) control.zoomBy(spread(point) / spread(before), between)
    control.pan({ x: (point.x - before.x) / 2, y: (point.y - before.y) / 2 })
  }

  function up(event: ReactPointerEvent<HTMLDivElement>) {
    const wasAlone = held.current.size === 1
    held.current.delete(event.pointerId)
    if (event.type !== 'pointerup' || !wasAlone) return
    const point = pointIn(event.currentTarget, event)
    const before = lastTap.current
    const isNear = before && Math.hypot(point.x - before.point.x, point.y - before.point.y) < tapReach
    if (before && isNear && event.timeStamp - before.at < tapMs) {
      lastTap.current = null
      control.toggle(point)
    } else lastTap.current = { at: event.timeStamp, point }
  }

  return { onPointerDown: down, onPointerMove: move, onPointerUp: up, onPointerCancel: up }
}
