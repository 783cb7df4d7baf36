import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import type { CSSProperties, KeyboardEvent, RefObject } from 'react'
import { closeSizes, shownPicture } from '@/lib/client/rating/image-ready'
import type { RatingTask } from '@/lib/contracts/rating/rating'
import type { ImageViewControl } from './use-image-view'
import { usePaintedImage } from './use-painted-image'
import { usePicturePointer } from './use-picture-pointer'

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
          onError={onFail}
          style={{
            ...style,
            transform: isZoomed ? `translate(${view.x}px, ${view.y}px) scale(${view.scale})` : undefined,
            filter: brightness === 1 ? undefined : `brightness(${brightness})`,
          }}
          className={clsx(
            'rounded-[6px] bg-transparent text-transparent',
            style ? 'h-auto max-w-none' : 'size-full object-contain',
          )}
        />
      </div>
    </div>
  )
}
