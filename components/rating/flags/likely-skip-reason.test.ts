import { expect, test } from 'vitest'
import { likelySkipReason } from './likely-skip-reason'

test('prefers what the rater reported, then whether the picture failed to load', () => {
  expect(likelySkipReason(null, false)).toBe('cannot-tell')
  expect(likelySkipReason({ kinds: [] }, true)).toBe('image-broken')
  expect(likelySkipReason({ kinds: ['several-images', 'broken'] }, false)).toBe('image-broken')
  expect(likelySkipReason({ kinds: ['not-safe'] }, false)).toBe('offensive')
  expect(likelySkipReason({ kinds: ['several-images'] }, false)).toBe('other')
})
