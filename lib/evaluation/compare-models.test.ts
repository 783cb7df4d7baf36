import { describe, expect, it } from 'vitest'
import { compareModels } from './compare-models'
import { modelFigures, outcomeBit } from './model-figures'
import { signTest } from './sign-test'
import { smallImages } from './testing/small-images'

const resampling = { replicates: 500, seed: 2 }
const { original, reassessed } = outcomeBit

describe('compareModels', () => {
  it('counts the images on which only one is right, and tests them exactly', () => {
    const images = smallImages([
      { original: 1, labels: [1, 2] },
      { original: 1, labels: [2] },
      { original: 1, labels: [] },
      { labels: [2] },
    ])
    const outcome = (...top1: number[]) => modelFigures(images, Int32Array.from(top1), resampling).outcome
    const has = Uint8Array.of(original | reassessed, original | reassessed, original, reassessed)
    const found = compareModels({ first: outcome(2, 2, 1, 2), second: outcome(1, 1, 0, 0), has }, resampling)
    expect(found.original).toMatchObject({ count: 3, onlyFirst: 1, onlySecond: 2, difference: -1 / 3 })
    expect(found.reassessed).toMatchObject({ count: 3, onlyFirst: 2, onlySecond: 0, difference: 2 / 3 })
    expect(found.reassessed.p).toBe(signTest(2, 0))
  })

  it('has no interval if the models never differ, since resampling says nothing about images that were not seen', () => {
    const same = Uint8Array.of(5, 1, 5)
    const { reassessed } = compareModels({ first: same, second: same, has: new Uint8Array(3).fill(6) }, resampling)
    expect(reassessed).toMatchObject({ count: 3, difference: 0, interval: null, p: 1 })
  })

  it('compares only images that both predict', () => {
    const has = Uint8Array.of(reassessed, reassessed)
    const both = { first: Uint8Array.of(5, 0), second: Uint8Array.of(1, 5), has }
    expect(compareModels(both, resampling).reassessed).toMatchObject({ count: 1, onlyFirst: 1, onlySecond: 0 })
    expect(compareModels(both, resampling).original).toMatchObject({ count: 0, difference: null, interval: null, p: 1 })
  })

  it('is more certain of a difference than two separate intervals are', () => {
    const count = 400
    const first = Uint8Array.from({ length: count }, (_, k) => (k < 300 ? 5 : 1))
    const second = Uint8Array.from({ length: count }, (_, k) => (k < 280 ? 5 : 1))
    const { interval, difference } = compareModels(
      { first, second, has: new Uint8Array(count).fill(6) },
      resampling,
    ).reassessed
    expect(difference).toBeCloseTo(0.05, 12)
    expect(interval?.[0]).toBeGreaterThan(0.025)
    expect(interval?.[1]).toBeLessThan(0.075)
  })
})
