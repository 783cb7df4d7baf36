import { describe, expect, test } from 'vitest'
import { askingCosts, blendedTime, pageCount, pictureTime, ratersForMix } from './asking-costs'

const terms = {
  ratersPerTask: 5,
  payPerHour: 18,
  image: { perTask: 2, perCandidate: 3 },
  picture: { perCandidate: 1.5 },
}

test('fills pages of twelve per class, the last of each class partially', () => {
  expect(pageCount([])).toBe(0)
  expect(pageCount([...Array(12).fill(7), ...Array(13).fill(3), 9])).toBe(1 + 2 + 1)
})

test('matches hand-computed acts, hours and cost of both ways of asking and of a mix', () => {
  const asked = { pairs: 120, tasks: 20, images: 20, pages: 12 }
  const { image, class: classFirst, chosen, pages } = askingCosts(asked, { ...terms, classShare: 0.25 })
  expect(image).toEqual({ acts: 700, raterHours: (5 * 400) / 3600, cost: 10 })
  expect(classFirst).toEqual({ acts: 160, raterHours: 0.25, cost: 4.5 })
  expect(chosen.acts).toBe(565)
  expect(chosen.cost).toBeCloseTo(0.75 * 10 + 0.25 * 4.5, 9)
  expect(pages).toBe(15)
})

test('prices image first alone like a plan without pages', () => {
  expect(blendedTime({ ...terms, classShare: 0 })).toEqual(terms.image)
})

test('assumes the time per picture until fifty answers are timed', () => {
  expect(pictureTime(null)).toEqual({ perCandidate: 1.5, from: 'assumed', answers: 0 })
  expect(pictureTime({ answers: 49, meanSeconds: 1 }).from).toBe('assumed')
  expect(pictureTime({ answers: 50, meanSeconds: 0.8 })).toEqual({ perCandidate: 0.8, from: 'measured', answers: 50 })
})

describe('ratersForMix', () => {
  const need = (ratersPerTask: number, classShare: number, candidates = 8) =>
    ratersForMix({ ratersPerTask, classShare, candidates })

  test('equals the raters per task if all are asked one way, or with one candidate per task', () => {
    expect([need(5, 0), need(5, 1), need(1, 0.5), need(4, 0.5, 1)]).toEqual([5, 5, 1, 4])
  })

  test('adds the class-first raters of every candidate to the image-first ones', () => {
    expect(need(2, 0.5)).toBe(9)
    expect(need(5, 0.4)).toBe(8 * 2 + 3)
    // Two or three of five, drawn for each image.
    expect(need(5, 0.5)).toBe(8 * 3 + 2)
  })
})
