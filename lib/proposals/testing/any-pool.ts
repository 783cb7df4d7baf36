import { type Random, randomInt, shuffled } from '@/lib/numeric/seeded-random'
import { type ClassDistances, classDistances } from '../class-distance'
import type { ModelPredictions } from '../model-predictions'
import type { PoolInput } from '../proposal-pool'
import type { GoldenPairs } from '../subset-counts'

export type Row = [image: number, classIndex: number, rank: number, score: number]

export const predictionsOf = (rows: readonly Row[], hasScores = true): ModelPredictions => ({
  image: Int32Array.from(rows, (row) => row[0]),
  class: Int32Array.from(rows, (row) => row[1]),
  rank: Int32Array.from(rows, (row) => row[2]),
  score: hasScores ? Float32Array.from(rows, (row) => row[3]) : null,
})

const [imageCount, classCount] = [4, 5]

const oneOf = <Item>(random: Random, items: readonly Item[]) => items[randomInt(random, items.length)]!

/**
 * Small inputs with many ties: equal scores and ranks, images without predictions, images without an original label,
 * models without scores, no models at all.
 */
export function anyPool(random: Random): PoolInput {
  const models = Array.from({ length: randomInt(random, 5) }, () => {
    const cells = shuffled(random, Array(imageCount * classCount).keys()).slice(0, randomInt(random, 21))
    const rows = cells.map((cell): Row => {
      const score = oneOf(random, [-1.5, -0, 0, 0.25, 0.5, 3])
      return [Math.floor(cell / classCount), cell % classCount, randomInt(random, 4), score]
    })
    return predictionsOf(rows, random() < 0.7)
  })
  const originalClass = Int32Array.from({ length: imageCount }, () => randomInt(random, classCount + 1) - 1)
  // Makes one label everyone's first choice, so that unanimous images are common enough.
  const agreed = randomInt(random, imageCount)
  if (originalClass[agreed]! >= 0) {
    for (const { image, class: classes, rank } of models) {
      image.forEach((of, at) => {
        if (of === agreed) rank[at] = classes[at] === originalClass[agreed] ? 0 : 3
      })
    }
  }
  return { imageCount, classCount, models, originalClass, budgetPerImage: oneOf(random, [0, 0.5, 1, 1.3, 2, 9]) }
}

/** A flat hierarchy: all classes are equally distant. */
export const equalDistances = (classCount: number): ClassDistances =>
  classDistances(Array.from({ length: classCount }, () => []))

export const noGolden: GoldenPairs = { pair: new Int32Array(0), isPositive: new Uint8Array(0) }
