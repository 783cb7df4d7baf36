import { describe, expect, it } from 'vitest'
import { syntheticModels } from './synthetic-models'

const input = {
  originalClass: Int32Array.from({ length: 4_000 }, (_, image) => (image % 10 === 9 ? -1 : (image * 7) % 50)),
  classCount: 50,
  accuracies: [0.9, 0.6, 0],
  top: 5,
  seed: 3,
}

describe('syntheticModels', () => {
  it('is deterministic by seed', () => {
    expect(syntheticModels(input)).toEqual(syntheticModels(input))
    expect(syntheticModels({ ...input, seed: 4 })).not.toEqual(syntheticModels(input))
  })

  it('gives every model its accuracy', () => {
    const { models, shown } = syntheticModels(input)
    models.forEach((model, index) => {
      const right = shown.filter((classIndex, image) => model.class[image * 5] === classIndex).length
      expect(Math.abs(right / shown.length - input.accuracies[index]!)).toBeLessThan(0.03)
    })
    input.originalClass.forEach((original, image) => {
      if (original >= 0) expect(shown[image]).toBe(original)
    })
  })

  it('gives each image different classes, with falling probabilities that sum to at most 1', () => {
    const { models, shown } = syntheticModels(input)
    for (const { image, class: classes, rank, score } of models) {
      if (score === null) throw new Error('Synthetic predictions have scores')
      for (let of = 0; of < shown.length; of++) {
        const scores = Array.from(score.subarray(of * 5, of * 5 + 5))
        expect(new Set(classes.subarray(of * 5, of * 5 + 5)).size).toBe(5)
        expect(scores).toEqual([...scores].sort((a, b) => b - a))
        expect(scores.reduce((sum, value) => sum + value, 0)).toBeLessThanOrEqual(1.000001)
        expect(Array.from(rank.subarray(of * 5, of * 5 + 5))).toEqual([1, 2, 3, 4, 5])
        expect(new Set(image.subarray(of * 5, of * 5 + 5))).toEqual(new Set([of]))
      }
    }
  })

  it('makes models err together more often than chance', () => {
    const { models, shown } = syntheticModels({ ...input, accuracies: [0.7, 0.7] })
    const isWrong = models.map((model) =>
      shown.map((classIndex, image) => Number(model.class[image * 5] !== classIndex)),
    )
    const both = shown.filter((_, image) => isWrong[0]![image]! + isWrong[1]![image]! === 2).length / shown.length
    expect(both).toBeGreaterThan(0.13)
  })

  it('makes the given share of labels wrong, and shows a second class on the given share of images', () => {
    const { shown, shownToo } = syntheticModels({ ...input, wrongLabelShare: 0.5, secondLabelShare: 0.3 })
    const labelled = Array.from(shown.keys()).filter((image) => input.originalClass[image]! >= 0)
    const wrong = labelled.filter((image) => shown[image] !== input.originalClass[image])
    expect(Math.abs(wrong.length / labelled.length - 0.5)).toBeLessThan(0.05)
    expect(Math.abs(shownToo.filter((classIndex) => classIndex >= 0).length / shown.length - 0.3)).toBeLessThan(0.05)
    expect(Array.from(shown.keys()).every((image) => shownToo[image] !== shown[image])).toBe(true)
  })

  it('handles a project of one class, and refuses more predictions than classes', () => {
    const one = { ...input, originalClass: new Int32Array(3), classCount: 1 }
    expect(Array.from(syntheticModels({ ...one, top: 1 }).models[2]!.class)).toEqual([0, 0, 0])
    expect(() => syntheticModels({ ...one, top: 2 })).toThrow('not 2')
    expect(() => syntheticModels({ ...input, accuracies: [1.2] })).toThrow('not 1.2')
  })
})
