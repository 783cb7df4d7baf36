import { expect, test } from 'vitest'
import { voteShare } from './progress'

test('is the share of planned votes that were given, 0 without a plan, and never above 1', () => {
  expect(voteShare({ given: 552, planned: 920 })).toBe(0.6)
  expect(voteShare({ given: 0, planned: 0 })).toBe(0)
  expect(voteShare({ given: 9, planned: 8 })).toBe(1)
})
