import { expect, test } from 'vitest'
import { auditAddress, isReversed } from './audit-view'

test.each([
  [{ from: '2026-11-28', to: '2026-11-27' }, true],
  [{ from: '2026-11-27', to: '2026-11-27' }, false],
  [{ from: '2026-11-27' }, false],
  [{ to: '2026-11-27' }, false],
])('knows of %j whether the first day is later than the last one', (query, expected) => {
  expect(isReversed(auditAddress.read(query))).toBe(expected)
})
