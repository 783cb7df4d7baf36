import fc from 'fast-check'
import { expect, it } from 'vitest'
import { supersetSums } from './superset-sums'

it('sums the values of all masks that contain each mask', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 5 }), fc.infiniteStream(fc.integer({ min: -9, max: 9 })), (bits, stream) => {
      const given = Int32Array.from({ length: 2 ** bits }, () => stream.next().value ?? 0)
      const sums = given.slice()
      supersetSums(sums)
      sums.forEach((sum, mask) => {
        expect(sum).toBe(given.reduce((total, value, above) => total + ((above & mask) === mask ? value : 0), 0))
      })
    }),
  )
})
