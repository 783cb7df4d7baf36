import { expect, test } from 'vitest'
import { answerAccuracy, countsByTruth, goldenMarks } from './golden-marks'

test('gives balanced accuracy 0.5 for no, maybe or yes to everything, however rare labels that hold are', () => {
  // 60 of 737 labels hold: saying no to all of them is right on 91.9%.
  expect(goldenMarks({ holds: [60, 0, 0], holdsNot: [677, 0, 0] })).toMatchObject({
    ...{ holds: { share: 0, count: 60 }, holdsNot: { share: 1, count: 677 }, balanced: { share: 0.5 } },
  })
  expect(goldenMarks({ holds: [0, 0, 60], holdsNot: [0, 0, 677] }).balanced?.share).toBe(0.5)
  expect(goldenMarks({ holds: [0, 60, 0], holdsNot: [0, 677, 0] })).toMatchObject({
    ...{ holds: { share: 0.5 }, holdsNot: { share: 0.5 }, balanced: { share: 0.5 } },
  })
})

test('gives each mark its Wilson interval, and the mean a combined one', () => {
  // Right on 8 of 10 that hold: 0.49016 to 0.94332. Right on 8, maybe on 4 of 12 that do not: as 10 of 12, Wilson
  // 0.55196 to 0.95304. The mean: 0.81667, minus √(0.30984² + 0.28137²) / 2, plus √(0.14332² + 0.11971²) / 2.
  const { holds, holdsNot, balanced } = goldenMarks({ holds: [2, 0, 8], holdsNot: [8, 4, 0] })
  expect(holds).toMatchObject({ count: 10, share: 0.8 })
  expect(holdsNot?.share).toBeCloseTo(10 / 12, 9)
  expect(holdsNot?.low).toBeCloseTo(0.55196, 4)
  expect(holdsNot?.high).toBeCloseTo(0.95304, 4)
  expect(balanced?.share).toBeCloseTo(0.816667, 5)
  expect(balanced?.low).toBeCloseTo(0.6074, 3)
  expect(balanced?.high).toBeCloseTo(0.91003, 3)
})

test('has no mean with too few answers of either truth, and says how many are missing', () => {
  expect(goldenMarks({ holds: [0, 0, 0], holdsNot: [40, 0, 0] })).toMatchObject({
    ...{ holds: null, holdsNot: { share: 1, count: 40 }, balanced: null, missing: { holds: 5, holdsNot: 0 } },
  })
  expect(goldenMarks({ holds: [0, 1, 3], holdsNot: [2, 0, 0] })).toMatchObject({
    ...{ holds: { count: 4 }, balanced: null, missing: { holds: 1, holdsNot: 3 } },
  })
  expect(goldenMarks({ holds: [0, 1, 4], holdsNot: [5, 0, 0] }).missing).toEqual({ holds: 0, holdsNot: 0 })
})

test('counts single answers by their truth', () => {
  const answers = [
    { answer: 0, holds: true },
    { answer: 2, holds: true },
    { answer: 1, holds: false },
    { answer: 0, holds: false },
  ]
  expect(countsByTruth(answers)).toEqual({ holds: [1, 0, 1], holdsNot: [1, 1, 0] })
  expect(() => countsByTruth([{ answer: 3, holds: true }])).toThrow(RangeError)
})

test('is the share of right answers with its Wilson interval', () => {
  // By hand, z² = 3.841459: centre (8 + 1.92073) / 13.841459, ± 1.959964 / 13.841459 · √(8 · 2 / 10 + 0.960365).
  const found = answerAccuracy(10, 8)
  expect(found).toMatchObject({ count: 10, share: 0.8 })
  expect(found?.low).toBeCloseTo(0.49016, 4)
  expect(found?.high).toBeCloseTo(0.94332, 4)
})

test('counts a maybe as one half', () => {
  // 5 right and 4 maybe of 10: as 7 of 10, centre (7 + 1.92073) / 13.841459, √(7 · 3 / 10 + 0.960365).
  const found = answerAccuracy(10, 7)
  expect(found?.share).toBe(0.7)
  expect(found?.low).toBeCloseTo(0.39678, 4)
  expect(found?.high).toBeCloseTo(0.89221, 4)
})

test('is null without answers', () => {
  expect(answerAccuracy(0, 0)).toBeNull()
})
