import { expect, test } from 'vitest'
import { correctedAccuracy } from './corrected-accuracy'

test('removes a quarter of the error if a quarter of the judged mistakes are right', () => {
  const found = correctedAccuracy({ imageCount: 1_000, wrongCount: 200, judged: 40, missing: 10 })
  expect(found?.before).toBeCloseTo(0.8, 12)
  expect(found?.after).toBeCloseTo(0.85, 12)
  // Wilson's interval of 10 in 40 is .1419 to .4019.
  expect(found?.low).toBeCloseTo(0.8 + 0.2 * 0.1419, 4)
  expect(found?.high).toBeCloseTo(0.8 + 0.2 * 0.4019, 4)
})

test('is null if nothing was judged', () => {
  expect(correctedAccuracy({ imageCount: 10, wrongCount: 2, judged: 0, missing: 0 })).toBeNull()
  expect(correctedAccuracy({ imageCount: 0, wrongCount: 0, judged: 1, missing: 0 })).toBeNull()
})

test('keeps the accuracy if no mistake is right, with an interval above it', () => {
  const found = correctedAccuracy({ imageCount: 10, wrongCount: 2, judged: 1, missing: 0 })
  expect(found?.after).toBeCloseTo(0.8, 12)
  expect(found?.low).toBeCloseTo(0.8, 12)
  expect(found?.high).toBeGreaterThan(0.8)
})

test('has no interval once all mistakes are judged', () => {
  expect(correctedAccuracy({ imageCount: 10, wrongCount: 4, judged: 4, missing: 1 })).toEqual({
    before: 0.6,
    after: 0.7,
    low: null,
    high: null,
  })
})
