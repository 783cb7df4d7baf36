import { expect, test } from 'vitest'
import { keptFrom } from './read-evidence'

test('weighs votes against the threshold of a run, unless it keeps all labels or none', () => {
  expect(keptFrom(0.8)).toBeCloseTo(Math.log(4), 12)
  for (const threshold of [undefined, 0, 1, 1 + Number.EPSILON]) expect(keptFrom(threshold)).toBe(0)
})
