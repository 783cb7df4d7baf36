import { expect, test } from 'vitest'
import { changedShare } from './changed-share'

test('is the share of all images, and 0 without images', () => {
  expect(changedShare(3, 12)).toBe(0.25)
  expect(changedShare(0, 0)).toBe(0)
})
