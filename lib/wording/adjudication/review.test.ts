import { expect, test } from 'vitest'
import { reviewedMistakes } from './review'

test('calls a review of some mistakes a random sample, and one of all of them complete', () => {
  const drawn = { size: 12, poolSize: 30, seed: 1, runId: 4 }
  expect(reviewedMistakes(drawn)).toBe('a random sample (seed 1) of 30 mistakes against run 4')
  expect(reviewedMistakes({ ...drawn, poolSize: 12 })).toBe('all mistakes against run 4')
})
