import { expect, test } from 'vitest'
import { drawnModels, ranks } from './model-ranks'

test('gives ties the better rank, and no rank to models without a value', () => {
  expect(ranks([0.7, 0.9, null, 0.7, 0.5])).toEqual([2, 1, null, 2, 4])
})

const model = (modelId: number, rank: number | null) => ({
  ...{ modelId, name: `m${modelId}`, rank, figures: rank === null ? null : {} },
})

test('draws the four best or the chosen models, and lists the others by reason', () => {
  const models = [model(1, 5), model(2, 1), model(3, 3), model(4, 2), model(5, 4), model(6, null)]
  const best = drawnModels(models, [])
  expect(best.drawn.map(({ name }) => name)).toEqual(['m2', 'm4', 'm3', 'm5'])
  expect(best.left).toEqual({ notAmongBest: ['m1'], notChosen: [], notScored: ['m6'] })
  const chosen = drawnModels(models, [1])
  expect(chosen.drawn.map(({ name }) => name)).toEqual(['m1'])
  expect(chosen.left).toEqual({ notAmongBest: [], notChosen: ['m2', 'm3', 'm4', 'm5'], notScored: ['m6'] })
})
