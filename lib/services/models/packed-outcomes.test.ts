import { expect, test } from 'vitest'
import { packOutcomes, unpackOutcomes } from './packed-outcomes'

test('gives back what was packed, an odd number with a 0 behind', () => {
  const outcomes = Uint8Array.of(1, 15, 0, 7, 9)
  expect(Array.from(unpackOutcomes(packOutcomes(outcomes)))).toEqual([1, 15, 0, 7, 9, 0])
})
