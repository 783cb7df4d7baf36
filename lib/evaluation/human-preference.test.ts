import { describe, expect, it } from 'vitest'
import { humanPreference } from './human-preference'
import { smallImages } from './testing/small-images'

const resampling = { replicates: 300, seed: 1 }
const no = 0 as const
const maybe = 1 as const
const yes = 2 as const

describe('humanPreference', () => {
  it("compares each rater's two answers where prediction and original label differ", () => {
    const images = smallImages([
      {
        original: 1,
        labels: [],
        candidates: [
          { index: 1, score: 0, votes: { 7: yes, 8: maybe, 9: no, 10: yes } },
          { index: 2, score: 0, votes: { 7: maybe, 8: yes, 9: yes, 10: yes } },
        ],
      },
    ])
    const found = humanPreference(images, Int32Array.of(2), resampling)
    expect(found).toMatchObject({ images: 1, prediction: 2, original: 1, neither: 1, share: 2 / 3 })
  })

  it('leaves out images where both are the same or one was not asked, and raters who saw only one', () => {
    const images = smallImages([
      { original: 1, labels: [1], candidates: [{ index: 1, score: 1, votes: { 7: yes } }] },
      { original: 1, labels: [1], candidates: [{ index: 1, score: 1, votes: { 7: yes } }] },
      {
        original: 1,
        labels: [1],
        candidates: [
          { index: 1, score: 1, votes: { 7: yes, 9: no } },
          { index: 3, score: 1, votes: { 8: yes, 9: yes } },
        ],
      },
      {
        original: 1,
        labels: [1],
        candidates: [
          { index: 1, score: 1, votes: { 7: yes } },
          { index: 3, score: 1, votes: { 8: yes } },
        ],
      },
    ])
    const found = humanPreference(images, Int32Array.of(1, 2, 3, 3), resampling)
    expect(found).toMatchObject({ images: 1, prediction: 1, original: 0, neither: 0, share: 1, interval: [1, 1] })
  })

  it('has no share if nobody prefers either', () => {
    const images = smallImages([{ original: 1, labels: [] }])
    expect(humanPreference(images, Int32Array.of(2), resampling)).toEqual({
      images: 0,
      prediction: 0,
      original: 0,
      neither: 0,
      share: null,
      interval: null,
    })
  })

  it('resamples whole images, so that agreement within an image widens the interval', () => {
    const image = (answer: 0 | 2, raters: number) => ({
      original: 1,
      labels: [],
      candidates: [
        { index: 1, score: 0, votes: Object.fromEntries(Array.from({ length: raters }, (_, r) => [r, maybe])) },
        { index: 2, score: 0, votes: Object.fromEntries(Array.from({ length: raters }, (_, r) => [r, answer])) },
      ],
    })
    const width = (count: number, raters: number) => {
      const images = Array.from({ length: count }, (_, k) => image(k % 2 ? yes : no, raters))
      const { interval } = humanPreference(smallImages(images), new Int32Array(count).fill(2), resampling)
      return (interval?.[1] ?? 0) - (interval?.[0] ?? 0)
    }
    expect(width(20, 5)).toBeGreaterThan(1.5 * width(100, 1))
  })
})
