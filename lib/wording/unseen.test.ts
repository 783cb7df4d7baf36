import { expect, test } from 'vitest'
import { boundingSampleSize, unseenShare } from './unseen'

test('is a bound, so it is never rounded down', () => {
  expect(unseenShare(1)).toBe('95%')
  // 1 − 0.05^(1 / 58) is 5.03%.
  expect(unseenShare(boundingSampleSize - 1)).toBe('6%')
  expect(unseenShare(boundingSampleSize)).toBe('5%')
  expect(unseenShare(3_000)).toBe('1%')
})
