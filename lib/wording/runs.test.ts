import { expect, test } from 'vitest'
import { noErrorSentence } from './runs'

test('gives the upper bound for a perfect ranking, and the number of images that would suffice', () => {
  expect(noErrorSentence(20)).toContain('up to 14% of all images may still have an error')
  expect(noErrorSentence(20)).toContain('59 images without an error would bring this to 5%.')
  expect(noErrorSentence(59)).not.toContain('would bring')
})
