export interface Size {
  width: number
  height: number
}
export interface Point {
  x: number
  y: number
}

/** How a picture is looked at: its scale against the fitted one, and how far its middle is from that of the viewer. */
export interface ImageView extends Point {
  scale: number
}

/** What the view depends on: the viewer, the picture as fitted into it, and the picture's own width in pixels. */
export interface ViewBounds {
  viewer: Size
  fitted: Size
  pixelWidth: number
}

export const fittedView: ImageView = { scale: 1, x: 0, y: 0 }

/** One press of plus or minus. */
export const zoomStepFactor = 1.5

/** The scale at which one pixel of the picture is one of the page; 1 while nothing is known of the picture. */
export const pixelScale = ({ fitted, pixelWidth }: ViewBounds): number =>
  fitted.width > 0 && pixelWidth > 0 ? pixelWidth / fitted.width : 1

/** From the smaller of fitted and pixels to eight times the larger. */
const scaleRange = (bounds: ViewBounds) => {
  const pixels = pixelScale(bounds)
  return { least: Math.min(1, pixels), most: 8 * Math.max(1, pixels) }
}

const between = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value))

/** The nearest view in which the picture does not leave the viewer: where it is smaller, it stays in the middle. */
export function heldView(view: ImageView, bounds: ViewBounds): ImageView {
  const { least, most } = scaleRange(bounds)
  const scale = between(view.scale, least, most)
  const room = (viewer: number, side: number) => Math.max(0, (side * scale - viewer) / 2)
  const [across, down] = [
    room(bounds.viewer.width, bounds.fitted.width),
    room(bounds.viewer.height, bounds.fitted.height),
  ]
  // Adding 0 makes a zero of the negative one.
  return { scale, x: between(view.x, -across, across) + 0, y: between(view.y, -down, down) + 0 }
}

/** The view at another scale with what is under `at` (from the middle of the viewer) still under it. */
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

/** The view that shows the part of the picture where `at` points, as through a lens: the edge of the viewer is that of the picture. */
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

/** The scale a lens or a double click goes to: pixels, and twice the fitted size at least. */
export const closeScale = (bounds: ViewBounds): number => Math.max(2, pixelScale(bounds))

export const brightnessSteps: readonly number[] = [1, 1.4, 1.8, 2.4, 0.6]

export const nextBrightness = (now: number): number =>
  brightnessSteps[(brightnessSteps.indexOf(now) + 1) % brightnessSteps.length]!
