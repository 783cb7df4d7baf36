import { expect, test, vi } from 'vitest'
import { shownPicture, taskPictures, tileOf } from './image-ready'

const image = { url: '/i', width: 640, height: 480, license: null }

test('offers a large picture in screen size and in full size', () => {
  expect(shownPicture({ ...image, width: 2_048, height: 1_024 })).toMatchObject({
    url: '/i',
    srcSet: '/i?variant=screen 1280w, /i 2048w',
  })
  expect(shownPicture({ ...image, width: 1_024, height: 2_048 })?.srcSet).toBe('/i?variant=screen 640w, /i 1024w')
})

test('shows a small picture, or one of unknown size, in full size', () => {
  expect(shownPicture(image)).toEqual({ url: '/i' })
  expect(shownPicture({ ...image, width: null, height: null })).toEqual({ url: '/i' })
  expect(shownPicture({ ...image, url: null })).toBeNull()
})

test('keeps the newest tiles and the newest pictures separately, whatever their size', async () => {
  vi.stubGlobal(
    'Image',
    class {
      decode = () => Promise.resolve()
    },
  )
  const tiles = Array.from({ length: 60 }, (_, k) => tileOf({ ...image, url: `/tile${k}`, width: k % 2 ? 2_048 : 320 }))
  const pictures = Array.from({ length: 25 }, (_, k) => ({ ...image, url: `/picture${k}` }))
  for (const one of [...tiles, ...pictures]) await taskPictures.ready(one)
  expect(tiles.every(taskPictures.isReady)).toBe(true)
  expect(pictures.map(taskPictures.isReady)).toEqual([false, ...Array(24).fill(true)])
  await taskPictures.ready(tileOf({ ...image, url: '/another' }))
  expect(tiles.map(taskPictures.isReady)).toEqual([false, ...Array(59).fill(true)])
  vi.unstubAllGlobals()
})
