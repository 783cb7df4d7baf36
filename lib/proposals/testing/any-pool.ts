import fc from 'fast-check'
import type { ModelPredictions } from '../model-predictions'
import type { PoolInput } from '../proposal-pool'

/** A prediction as a row: image, class, rank, score. */
export type Row = [image: number, classIndex: number, rank: number, score: number]

export const predictionsOf = (rows: readonly Row[], hasScores = true): ModelPredictions => ({
  image: Int32Array.from(rows, (row) => row[0]),
  class: Int32Array.from(rows, (row) => row[1]),
  rank: Int32Array.from(rows, (row) => row[2]),
  score: hasScores ? Float32Array.from(rows, (row) => row[3]) : null,
})

const [imageCount, classCount] = [4, 5]

/** Small pools with many ties: few scores, images without predictions, images without original label, no models. */
export const anyPool: fc.Arbitrary<PoolInput> = fc
  .record({
    models: fc.array(
      fc.record({
        cells: fc.uniqueArray(fc.nat(imageCount * classCount - 1)),
        ranks: fc.infiniteStream(fc.nat(3)),
        scores: fc.infiniteStream(fc.constantFrom(-1.5, -0, 0, 0.25, 0.5, 3)),
        hasScores: fc.boolean(),
      }),
      { maxLength: 4 },
    ),
    originals: fc.array(fc.integer({ min: -1, max: classCount - 1 }), { minLength: imageCount, maxLength: imageCount }),
    budgetPerImage: fc.constantFrom(0, 0.5, 1, 1.3, 2, 9),
  })
  .map(({ models, originals, budgetPerImage }) => ({
    imageCount,
    classCount,
    models: models.map(({ cells, ranks, scores, hasScores }) => {
      const rows = cells.map((cell): Row => {
        const [rank, score] = [ranks.next().value ?? 0, scores.next().value ?? 0]
        return [Math.floor(cell / classCount), cell % classCount, rank, score]
      })
      return predictionsOf(rows, hasScores)
    }),
    originalClass: Int32Array.from(originals),
    budgetPerImage,
  }))
