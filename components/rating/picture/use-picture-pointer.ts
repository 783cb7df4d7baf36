import { type PointerEvent as ReactPointerEvent, type RefObject, useEffect, useRef } from 'react'
import type { Point } from '@/lib/domain/images/image-view'
import type { ImageViewControl } from './use-image-view'

const tapMs = 300
const tapReach = 24

/** Mouse, pen and touch on the picture: drag, pinch, wheel, and double tap to zoom. */
export function usePicturePointer(viewer: RefObject<HTMLDivElement | null>, control: ImageViewControl) {
  const held = useRef(new Map<number, Point>())
  const lastTap = useRef<{ at: number; point: Point } | null>(null)
  const latest = useRef(control)
  useEffect(() => {
    latest.current = control
  })

  const pointOf = ({ clientX, clientY }: { clientX: number; clientY: number }): Point => {
    const frame = viewer.current?.getBoundingClientRect()
    if (!frame) return { x: 0, y: 0 }
    return { x: clientX - frame.left - frame.width / 2, y: clientY - frame.top - frame.height / 2 }
  }

  useEffect(() => {
    const frame = viewer.current
    if (!frame) return
    // React's wheel listeners are passive and could not keep the page from scrolling or zooming.
    const turned = (event: WheelEvent) => {
      event.preventDefault()
      const rect = frame.getBoundingClientRect()
      const at = { x: event.clientX - rect.left - rect.width / 2, y: event.clientY - rect.top - rect.height / 2 }
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1
      latest.current.zoomBy(Math.exp((-event.deltaY * lines) / 300), at)
    }
    frame.addEventListener('wheel', turned, { passive: false })
    return () => frame.removeEventListener('wheel', turned)
  }, [viewer])

  function down(event: ReactPointerEvent<HTMLDivElement>) {
    if (event.pointerType === 'mouse' && event.button !== 0) return
    held.current.set(event.pointerId, pointOf(event))
    if (held.current.size > 1 || control.isZoomed) event.currentTarget.setPointerCapture(event.pointerId)
  }

  function move(event: ReactPointerEvent<HTMLDivElement>) {
    const point = pointOf(event)
    control.pointer.current = point
    const before = held.current.get(event.pointerId)
    if (!before) {
      if (event.pointerType !== 'touch') control.magnify()
      return
    }
    const others = [...held.current].filter(([id]) => id !== event.pointerId).map(([, other]) => other)
    held.current.set(event.pointerId, point)
    const [other] = others
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
    const point = pointOf(event)
    const before = lastTap.current
    const isNear = before && Math.hypot(point.x - before.point.x, point.y - before.point.y) < tapReach
    if (before && isNear && event.timeStamp - before.at < tapMs) {
      lastTap.current = null
      control.toggle(point)
    } else lastTap.current = { at: event.timeStamp, point }
  }

  return { onPointerDown: down, onPointerMove: move, onPointerUp: up, onPointerCancel: up }
}
