import { type RefObject, useEffect } from 'react'
import { afterNextPaint } from '@/lib/client/rating/after-paint'

interface PaintedImage {
  /** Hears when the picture is painted, and when it is not there any more. Always the same function. */
  onShown: (isShown: boolean) => void
  /** Always the same function. An error after the first look is heard by the image itself. */
  onFail: () => void
}

/** Tells when the picture is painted, when it is not there any more, and when it cannot be had. */
export function usePaintedImage(picture: RefObject<HTMLImageElement | null>, { onShown, onFail }: PaintedImage) {
  useEffect(() => {
    const { current } = picture
    if (!current) return
    let isGone = false
    let frame = 0
    // Its pixels are decoded within the frame that has it (`decoding="sync"`).
    const loaded = () => {
      frame = afterNextPaint(() => !isGone && onShown(true))
    }
    if (!current.complete) current.addEventListener('load', loaded, { once: true })
    // An image of the server's first page may have failed before there was anybody to hear of it.
    else if (current.naturalWidth === 0) onFail()
    else loaded()
    return () => {
      isGone = true
      cancelAnimationFrame(frame)
      current.removeEventListener('load', loaded)
      onShown(false)
    }
  }, [onShown, onFail, picture])
}
