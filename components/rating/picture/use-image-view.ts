import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react'
import {
  closeScale,
  fittedView,
  heldView,
  type ImageView,
  lensView,
  nextBrightness,
  type Point,
  pannedView,
  pixelScale,
  type ViewBounds,
  zoomedView,
  zoomStepFactor,
} from '@/lib/domain/images/image-view'
import { noZoom, type ZoomHold, zoomStep } from '@/lib/domain/rating/zoom-hold'

const middle: Point = { x: 0, y: 0 }

/** Zoom, pan and brightness of the picture in `viewer`. Needs a new `key` for every picture. */
export function useImageView(
  viewer: RefObject<HTMLDivElement | null>,
  picture: RefObject<HTMLImageElement | null>,
  pixelWidth: number | null,
) {
  const [view, setView] = useState<ImageView>(fittedView)
  const [brightness, setBrightness] = useState(1)
  const hold = useRef<ZoomHold>(noZoom)
  /** Pointer position relative to the middle of the viewer; the lens centers there. */
  const pointer = useRef<Point>(middle)

  function change(step: (now: ImageView, within: ViewBounds) => ImageView) {
    const [frame, image] = [viewer.current, picture.current]
    if (!frame || !image) return
    const within = {
      viewer: { width: frame.clientWidth, height: frame.clientHeight },
      fitted: { width: image.offsetWidth, height: image.offsetHeight },
      pixelWidth: pixelWidth ?? image.naturalWidth,
    }
    setView((now) => step(now, within))
  }

  const resized = useEffectEvent(() => change((now, within) => (now.scale === 1 ? fittedView : heldView(now, within))))
  useEffect(() => {
    if (!viewer.current) return
    const watcher = new ResizeObserver(resized)
    watcher.observe(viewer.current)
    return () => watcher.disconnect()
  }, [viewer])

  function fit() {
    hold.current = noZoom
    setView(fittedView)
  }

  const close = (at: Point) => change((now, within) => zoomedView(now, closeScale(within), at, within))

  return {
    view,
    brightness,
    isZoomed: view.scale !== 1,
    pointer,
    fit,
    /** Zooms to one screen pixel per picture pixel. */
    pixels: () => change((now, within) => zoomedView(now, pixelScale(within), middle, within)),
    step: (by: 1 | -1) => change((now, within) => zoomedView(now, now.scale * zoomStepFactor ** by, middle, within)),
    /** Zooms by `factor` around a point of the viewer. */
    zoomBy: (factor: number, at: Point) => change((now, within) => zoomedView(now, now.scale * factor, at, within)),
    pan: (by: Point) => change((now, within) => pannedView(now, by, within)),
    /** Zooms in on a point of the viewer, or back to the whole picture. */
    toggle: (at: Point = middle) => (view.scale === 1 ? close(at) : fit()),
    /** Moves the lens to the pointer while its key is held. */
    magnify: () => {
      if (hold.current.press) change((now, within) => lensView(now.scale, pointer.current, within))
    },
    key: (phase: 'press' | 'release') => {
      const before = hold.current
      const after = zoomStep({ ...before, isZoomed: view.scale !== 1 }, phase, performance.now())
      if (phase === 'release' && !before.press) return
      hold.current = after
      if (!after.isZoomed) setView(fittedView)
      else if (phase === 'press' && view.scale === 1)
        change((_, within) => lensView(closeScale(within), pointer.current, within))
    },
    brighten: () => setBrightness(nextBrightness),
  }
}

export type ImageViewControl = ReturnType<typeof useImageView>
