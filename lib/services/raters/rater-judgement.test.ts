import { expect, test } from 'vitest'
import { judgementOf } from './rater-judgement'

/** Returns four answers per image, all correct: `yeses` times yes, then no. */
const perfect = (images: number, yeses = 1) =>
  Array.from({ length: 4 * images }, (_, index) => {
    const holds = index % 4 < yeses
    return { imageId: Math.floor(index / 4), answer: holds ? 2 : 0, truth: holds ? 1 : 0 }
  })

test('gives a rater without mistakes an interval that allows some', () => {
  const few = judgementOf(perfect(12))?.skill
  const many = judgementOf(perfect(200))?.skill
  expect([few?.value, few?.high, many?.value, many?.high]).toEqual([1, 1, 1, 1])
  expect(few?.low).toBeLessThan(0.9)
  expect(many?.low).toBeGreaterThan(0.98)
  expect(many?.low).toBeLessThan(1)
})

test('has an interval only with enough images', () => {
  expect(judgementOf(perfect(4, 2))?.skill).toEqual({ value: 1, low: null, high: null })
  expect(judgementOf(perfect(5, 2))?.skill.low).not.toBeNull()
})

test('counts answers on true labels first, and is null without any', () => {
  expect(judgementOf(perfect(2))).toMatchObject({
    counts: [
      [0, 0, 2],
      [6, 0, 0],
    ],
    answerCount: 8,
    imageCount: 2,
  })
  expect(judgementOf([])).toBeNull()
})
