import { expect, test } from 'vitest'
import { changedShare } from './changed-share'

test('is a share of all images, and zero where there are none', () => {
  expect(changedShare(3, 12)).toBe(0.25)
  expect(changedShare(0, 0)).toBe(0)
})
