import { clsx } from 'clsx'
import { type CSSProperties, type PointerEvent, useEffect, useRef, useState } from 'react'
import type { RatingTask } from '@/lib/contracts/rating'

const zoom = 2
/** An image is enlarged to fill the stage, but not beyond this, where it would only get blurred. */
const largestScale = 3

interface ZoomableImageProps {
  image: RatingTask['image'] & { url: string }
  isZoomed: boolean
  onFail: () => void
}

function fitted({ width, height }: RatingTask['image']): CSSProperties | undefined {
  if (!width || !height) return undefined
  const ratio = width / height
  return { aspectRatio: ratio, width: `min(100cqw, 100cqh * ${ratio}, ${width * largestScale}px)` }
}

const share = (value: number) => Math.min(1, Math.max(0, value))

export function ZoomableImage({ image, isZoomed, onFail }: ZoomableImageProps) {
  const element = useRef<HTMLImageElement>(null)
  const dragged = useRef<{ x: number; y: number } | null>(null)
  const [focal, setFocal] = useState({ x: 0.5, y: 0.5 })
  const style = fitted(image)

  useEffect(() => {
    // An image of the server's first page may have failed before there was anybody to hear of it.
    if (element.current?.complete && element.current.naturalWidth === 0) onFail()
  }, [onFail])

  /** The mouse looks where it points; a finger pushes the picture. */
  function look(event: PointerEvent<HTMLDivElement>) {
    const frame = event.currentTarget.getBoundingClientRect()
    if (event.pointerType === 'touch') {
      const from = dragged.current
      if (!from) return
      dragged.current = { x: event.clientX, y: event.clientY }
      setFocal(({ x, y }) => ({
        x: share(x - (event.clientX - from.x) / frame.width),
        y: share(y - (event.clientY - from.y) / frame.height),
      }))
    } else {
      setFocal({
        x: share((event.clientX - frame.left) / frame.width),
        y: share((event.clientY - frame.top) / frame.height),
      })
    }
  }

  return (
    <div
      onPointerDown={(event) => {
        dragged.current = { x: event.clientX, y: event.clientY }
      }}
      onPointerUp={() => {
        dragged.current = null
      }}
      onPointerMove={look}
      className={clsx('min-h-0 p-2.5 desk:p-6 desk:pb-4', isZoomed && 'cursor-zoom-out touch-none')}
    >
      <div className="grid size-full place-items-center" style={{ containerType: 'size' }}>
        <img
          ref={element}
          src={image.url}
          alt="The photograph to rate"
          width={image.width ?? undefined}
          height={image.height ?? undefined}
          fetchPriority="high"
          decoding="sync"
          draggable={false}
          onError={onFail}
          style={{
            ...style,
            transform: isZoomed ? `scale(${zoom})` : undefined,
            transformOrigin: `${focal.x * 100}% ${focal.y * 100}%`,
          }}
          className={clsx(
            'rounded-[6px] transition-transform duration-150',
            style ? 'h-auto max-w-none' : 'size-full object-contain',
          )}
        />
      </div>
    </div>
  )
}
