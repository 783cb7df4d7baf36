import { describe, expect, it } from 'vitest'
import { percentileInterval } from '@/lib/numeric/quantiles'
import { randomInt, seededRandom } from '@/lib/numeric/seeded-random'
import { kindBootstrap, kindCounts } from './kind-bootstrap'

const resampling = { replicates: 2_000, seed: 3 }
const share = (drawn: Int32Array) => [drawn[1]! / (drawn[0]! + drawn[1]!)]

describe('kindBootstrap', () => {
  it('gives the same interval as resampling image by image', () => {
    const images = Uint8Array.from({ length: 400 }, (_, image) => (image % 5 === 0 ? 0 : 1))
    const random = seededRandom(8)
    const byImage = Float64Array.from({ length: 4_000 }, () => {
      let right = 0
      for (let draw = 0; draw < images.length; draw++) right += images[randomInt(random, images.length)]!
      return right / images.length
    })
    const [low, high] = percentileInterval(byImage, 0.95)
    const [found] = kindBootstrap([80, 320], share, resampling)
    expect(found?.[0]).toBeCloseTo(low, 2)
    expect(found?.[1]).toBeCloseTo(high, 2)
  })

  it('is as wide as the normal approximation says at 50,000 images', () => {
    const [found] = kindBootstrap([13_635, 36_365], share, resampling)
    const halfWidth = 1.96 * Math.sqrt((0.7273 * 0.2727) / 50_000)
    expect(((found?.[1] ?? 0) - (found?.[0] ?? 0)) / 2).toBeCloseTo(halfWidth, 3)
  })

  it('always draws as many images as there are, and is deterministic by seed', () => {
    const totals = new Set<number>()
    const counts = [5, 0, 7, 1]
    const figures = (drawn: Int32Array) => {
      totals.add(drawn.reduce((sum, count) => sum + count, 0))
      return [drawn[0]!]
    }
    expect(kindBootstrap(counts, figures, resampling)).toEqual(kindBootstrap(counts, figures, resampling))
    expect([...totals]).toEqual([13])
  })

  it('skips draws that leave a figure undefined, and is null if all do', () => {
    const some = kindBootstrap([1, 1], (drawn) => [drawn[0]! > 0 ? 1 : null, null], resampling)
    expect(some).toEqual([[1, 1], null])
  })

  it('refuses zero replicates', () => {
    expect(() => kindBootstrap([1], () => [0], { replicates: 0, seed: 1 })).toThrow(RangeError)
  })
})

describe('kindCounts', () => {
  it('counts kinds by rising key and skips images without one', () => {
    expect([...kindCounts(6, (image) => (image === 0 ? null : image % 2))]).toEqual([
      [0, 2],
      [1, 3],
    ])
  })
})
