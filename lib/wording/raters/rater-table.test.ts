import { expect, test } from 'vitest'
import { raterCountText } from './rater-table'

test('names raters and experts, and omits those that do not exist', () => {
  expect(raterCountText({ raters: 1_200, experts: 2 })).toBe('1,200 raters and 2 experts')
  expect(raterCountText({ raters: 1, experts: 1 })).toBe('1 rater and 1 expert')
  expect(raterCountText({ raters: 3, experts: 0 })).toBe('3 raters')
  expect(raterCountText({ raters: 0, experts: 0 })).toBe('0 raters')
  expect(raterCountText({ raters: 0, experts: 2 })).toBe('2 experts')
})
