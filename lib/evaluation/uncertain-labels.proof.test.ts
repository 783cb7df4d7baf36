import { describe, expect, it } from 'vitest'
import { seededRandom } from '@/lib/numeric/seeded-random'
import { modelFigures } from './model-figures'
import { accuracyOf, simulatedImage, uncertainProject } from './testing/uncertain-project'
import { uncertainAccuracy } from './uncertain-labels'

describe('uncertainAccuracy', () => {
  it('covers the accuracy under the true labels in over 90% of projects, which the interval over images does not', () => {
    const random = seededRandom(99)
    const target = accuracyOf(Array.from({ length: 200_000 }, () => simulatedImage(random)))
    const projects = 60
    let covered = 0
    let byImages = 0
    for (let seed = 0; seed < projects; seed++) {
      const { images, top1, certainty } = uncertainProject(seed, 600, 200)
      const { interval } = uncertainAccuracy(images, top1, certainty, { replicates: 200, seed: 1 })!
      if (interval![0] <= target && target <= interval![1]) covered++
      const overImages = modelFigures(images, top1, { replicates: 200, seed: 1 }).reassessed.interval!
      if (overImages[0] <= target && target <= overImages[1]) byImages++
    }
    expect(covered).toBeGreaterThan(0.9 * projects)
    expect(byImages).toBeLessThan(0.5 * projects)
  })
})
