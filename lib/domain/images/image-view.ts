interface Size {
  width: number
  height: number
}
export interface Point {
  x: number
  y: number
}

/** Scale relative to the fitted picture, and offset of its center from the viewer's center. */
export interface ImageView extends Point {
  scale: number
}

/** Size of the viewer, size of the picture fitted into it, and the picture's width in pixels. */
export interface ViewBounds {
  viewer: Size
  fitted: Size
  pixelWidth: number
}

export const fittedView: ImageView = { scale: 1, x: 0, y: 0 }

/** Per press of plus or minus. */
export const zoomStepFactor = 1.5

/** Returns the scale at which one picture pixel is one page pixel. 1 while the size of the picture is unknown. */
export const pixelScale = ({ fitted, pixelWidth }: ViewBounds): number =>
  fitted.width > 0 && pixelWidth > 0 ? pixelWidth / fitted.width : 1

/** From the smaller of fitted and pixel scale to eight times the larger. */
const scaleRange = (bounds: ViewBounds) => {
  const pixels = pixelScale(bounds)
  return { least: Math.min(1, pixels), most: 8 * Math.max(1, pixels) }
}

const between = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value))

/** Returns the nearest view without gaps at the edges, centered where the picture is smaller than the viewer. */
export function heldView(view: ImageView, bounds: ViewBounds): ImageView {
  const { least, most } = scaleRange(bounds)
  const scale = between(view.scale, least, most)
  const room = (viewer: number, side: number) => Math.max(0, (side * scale - viewer) / 2)
  const [across, down] = [
    room(bounds.viewer.width, bounds.fitted.width),
    room(bounds.viewer.height, bounds.fitted.height),
  ]
  // Adding 0 turns −0 into 0.
  return { scale, x: between(view.x, -across, across) + 0, y: between(view.y, -down, down) + 0 }
}

/** Returns the view at another scale that keeps the point at `at` (relative to the viewer's center) in place. */
export function zoomedView(view: ImageView, scale: number, at: Point, bounds: ViewBounds): ImageView {
  const { least, most } = scaleRange(bounds)
  const ratio = between(scale, least, most) / view.scale
  return heldView(
    { scale: view.scale * ratio, x: at.x - (at.x - view.x) * ratio, y: at.y - (at.y - view.y) * ratio },
    bounds,
  )
}

export const pannedView = (view: ImageView, by: Point, bounds: ViewBounds): ImageView =>
  heldView({ scale: view.scale, x: view.x + by.x, y: view.y + by.y }, bounds)

/** Returns the view at a lens position: `at` on the edge of the fitted picture shows the edge of the enlarged one. */
export function lensView(scale: number, at: Point, bounds: ViewBounds): ImageView {
  const { viewer, fitted } = bounds
  const shift = (point: number, extent: number, side: number) => {
    const room = Math.max(0, (side * scale - extent) / 2)
    const share = extent > 0 ? between(point / (Math.min(extent, side) / 2), -1, 1) : 0
    return -share * room
  }
  return heldView(
    { scale, x: shift(at.x, viewer.width, fitted.width), y: shift(at.y, viewer.height, fitted.height) },
    bounds,
  )
}

/** Scale of the lens and of a double click: the pixel scale, but at least 2. */
export const closeScale = (bounds: ViewBounds): number => Math.max(2, pixelScale(bounds))

export const brightnessSteps: readonly number[] = [1, 1.4, 1.8, 2.4, 0.6]

export const nextBrightness = (now: number): number =>
  brightnessSteps[(brightnessSteps.indexOf(now) + 1) % brightnessSteps.length]!
