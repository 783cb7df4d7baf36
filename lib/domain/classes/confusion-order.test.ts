import fc from 'fast-check'
import { expect, it } from 'vitest'
import { confusionOrder } from './confusion-order'

it('places confused classes next to each other', () => {
  // 0–3 and 3–1 are confused, 2–4 with each other.
  const strength = [0, 0, 0, 9, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 3, 9, 5, 0, 0, 0, 0, 0, 3, 0, 0]
  expect(confusionOrder(strength, 5)).toEqual([0, 3, 1, 2, 4])
})

it('contains every class once, whatever the strengths', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9 }), fc.infiniteStream(fc.nat(20)), (count, numbers) => {
      const strength = new Array<number>(count * count).fill(0)
      for (let one = 0; one < count; one++)
        for (let other = 0; other < one; other++) {
          strength[one * count + other] = Number(numbers.next().value)
          strength[other * count + one] = strength[one * count + other]!
        }
      expect(confusionOrder(strength, count).sort()).toEqual(Array.from({ length: count }, (_, index) => index))
    }),
  )
})
