import { expect, test } from 'vitest'
import { nearestThreshold, rankingAt } from './threshold-ranking'

const model = (id: number, ...right: number[]) => ({ id, curve: { labelled: [10, 10, 0], right } })

test('ranks models at a threshold, with shared ranks for ties and none without labels', () => {
  const models = [model(1, 5, 9, 0), model(2, 7, 3, 0), model(3, 7, 4, 0)]
  expect(rankingAt(models, 0)).toEqual([
    { id: 2, labelled: 10, right: 7, accuracy: 0.7, rank: 1 },
    { id: 3, labelled: 10, right: 7, accuracy: 0.7, rank: 1 },
    { id: 1, labelled: 10, right: 5, accuracy: 0.5, rank: 3 },
  ])
  expect(rankingAt(models, 1).map(({ id }) => id)).toEqual([1, 3, 2])
  expect(rankingAt(models, 2).map(({ rank }) => rank)).toEqual([null, null, null])
})

test('lists the original labels without a rank and without affecting other ranks', () => {
  expect(rankingAt([model(-1, 9, 0, 0), model(1, 5, 0, 0), model(2, 7, 0, 0)], 0, -1)).toEqual([
    { id: -1, labelled: 10, right: 9, accuracy: 0.9, rank: null },
    { id: 2, labelled: 10, right: 7, accuracy: 0.7, rank: 1 },
    { id: 1, labelled: 10, right: 5, accuracy: 0.5, rank: 2 },
  ])
})

test('finds the nearest threshold', () => {
  expect(nearestThreshold([0, 0.5, 0.8, 1], 0.79)).toBe(2)
  expect(nearestThreshold([0, 0.5, 1], 0.25)).toBe(0)
})
