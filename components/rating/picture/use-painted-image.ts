import { type RefObject, useEffect } from 'react'
import { afterNextPaint } from '@/lib/client/rating/after-paint'

interface PaintedImage {
  /** Called when the picture is painted and when it is gone or has no room. Must be stable across renders. */
  onShown: (isShown: boolean) => void
  /** Must be stable across renders. Reports only failures before mounting; the image's own handler gets later ones. */
  onFail: () => void
}

export function usePaintedImage(picture: RefObject<HTMLImageElement | null>, { onShown, onFail }: PaintedImage) {
  useEffect(() => {
    const { current } = picture
    if (!current) return
    let isGone = false
    let frame = 0
    // With `decoding="sync"`, the pixels are decoded in the frame that shows the picture.
    const report = () => {
      frame = afterNextPaint(() => !isGone && onShown(current.offsetHeight > 0))
    }
    const size = new ResizeObserver(report)
    const loaded = () => {
      report()
      size.observe(current)
    }
    if (!current.complete) current.addEventListener('load', loaded, { once: true })
    // A server-rendered image may have failed before React attached its handlers.
    else if (current.naturalWidth === 0) onFail()
    else loaded()
    return () => {
      isGone = true
      cancelAnimationFrame(frame)
      size.disconnect()
      current.removeEventListener('load', loaded)
      onShown(false)
    }
  }, [onShown, onFail, picture])
}
