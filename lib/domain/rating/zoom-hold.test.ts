import { expect, test } from 'vitest'
import { noZoom, zoomStep } from './zoom-hold'

const hold = (zoom: typeof noZoom, from: number, to: number) =>
  zoomStep(zoomStep(zoom, 'press', from), 'release', to).isZoomed

test('zooms while the key is held', () => {
  const pressed = zoomStep(noZoom, 'press', 0)
  expect(pressed.isZoomed).toBe(true)
  expect(zoomStep(pressed, 'press', 500)).toBe(pressed)
  expect(zoomStep(pressed, 'release', 2_000)).toEqual(noZoom)
})

test('zooms in with a tap and out with the next', () => {
  expect(hold(noZoom, 0, 100)).toBe(true)
  expect(hold({ isZoomed: true, press: null }, 1_000, 1_100)).toBe(false)
})

test('toggles with the button, and ignores the release of a key that was not pressed here', () => {
  expect(zoomStep(noZoom, 'toggle', 0).isZoomed).toBe(true)
  expect(zoomStep(noZoom, 'release', 9)).toBe(noZoom)
})
