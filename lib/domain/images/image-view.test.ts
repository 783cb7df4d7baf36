import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  brightnessSteps,
  closeScale,
  fittedView,
  heldView,
  lensView,
  nextBrightness,
  pannedView,
  pixelScale,
  type ViewBounds,
  zoomedView,
} from './image-view'

/** A picture of 2,000 × 1,000 pixels in a viewer of 800 × 600. */
const bounds: ViewBounds = {
  viewer: { width: 800, height: 600 },
  fitted: { width: 800, height: 400 },
  pixelWidth: 2000,
}

describe('ImageView', () => {
  test('maps one picture pixel to one page pixel at the pixel scale, also for pictures smaller than the viewer', () => {
    expect(pixelScale(bounds)).toBe(2.5)
    expect(pixelScale({ ...bounds, pixelWidth: 400 })).toBe(0.5)
    expect(zoomedView(fittedView, 0.1, { x: 0, y: 0 }, { ...bounds, pixelWidth: 400 }).scale).toBe(0.5)
  })

  test('keeps the point under the pointer in place while zooming', () => {
    const at = { x: 100, y: 50 }
    const view = zoomedView(fittedView, 4, at, bounds)
    expect(view).toEqual({ scale: 4, x: -300, y: -150 })
    expect((at.x - view.x) / view.scale).toBe(at.x)
  })

  test('never leaves a gap that the picture could fill, however it is panned', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 40, noNaN: true }),
        fc.integer({ min: -9999, max: 9999 }),
        fc.integer({ min: -9999, max: 9999 }),
        (scale, x, y) => {
          const view = pannedView(zoomedView(fittedView, scale, { x: 0, y: 0 }, bounds), { x, y }, bounds)
          const spare = (side: number, extent: number) => Math.max(0, (side * view.scale - extent) / 2)
          expect(Math.abs(view.x)).toBeLessThanOrEqual(spare(800, 800) + 1e-9)
          expect(Math.abs(view.y)).toBeLessThanOrEqual(spare(400, 600) + 1e-9)
        },
      ),
    )
  })

  test('cannot be panned when fitted', () => {
    expect(pannedView(fittedView, { x: 50, y: 50 }, bounds)).toEqual(fittedView)
    expect(heldView({ scale: 1, x: 9, y: 9 }, bounds)).toEqual(fittedView)
  })

  test('reaches every edge of the picture with the lens at the edge of the fitted picture', () => {
    const scale = closeScale(bounds)
    expect(lensView(scale, { x: -400, y: -200 }, bounds)).toEqual({ scale: 2.5, x: 600, y: 200 })
    expect(lensView(scale, { x: 0, y: 0 }, bounds)).toEqual({ scale: 2.5, x: 0, y: 0 })
    expect(lensView(scale, { x: 999, y: 999 }, bounds)).toEqual({ scale: 2.5, x: -600, y: -200 })
  })
})

test('cycles through the brightness steps', () => {
  let now = 1
  const seen = brightnessSteps.map(() => {
    now = nextBrightness(now)
    return now
  })
  expect(new Set(seen)).toEqual(new Set(brightnessSteps))
  expect(now).toBe(1)
})
