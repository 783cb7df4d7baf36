import { expect, test } from 'vitest'
import { shownPicture } from './image-ready'

const image = { url: '/i', width: 640, height: 480, license: null }

test('offers a large picture at the size of a screen beside its own', () => {
  expect(shownPicture({ ...image, width: 2_048, height: 1_024 })).toMatchObject({
    url: '/i',
    srcSet: '/i?variant=screen 1280w, /i 2048w',
  })
  expect(shownPicture({ ...image, width: 1_024, height: 2_048 })?.srcSet).toBe('/i?variant=screen 640w, /i 1024w')
})

test('shows a small picture, and one of unknown size, as it is', () => {
  expect(shownPicture(image)).toEqual({ url: '/i' })
  expect(shownPicture({ ...image, width: null, height: null })).toEqual({ url: '/i' })
  expect(shownPicture({ ...image, url: null })).toBeNull()
})
