import { expect, test } from 'vitest'
import { noErrorSentence } from './runs'

test('a perfect ranking is given the bound of its number of images, and how many would suffice', () => {
  expect(noErrorSentence(20)).toContain('up to 14% of all images may still have an error')
  expect(noErrorSentence(20)).toContain('59 images without an error would bring this to 5%.')
  expect(noErrorSentence(59)).not.toContain('would bring')
})
