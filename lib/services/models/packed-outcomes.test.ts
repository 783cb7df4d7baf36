import { expect, test } from 'vitest'
import { packOutcomes, unpackOutcomes } from './packed-outcomes'

test('unpacks what was packed, with an appended 0 for an odd length', () => {
  const outcomes = Uint8Array.of(1, 15, 0, 7, 9)
  expect(Array.from(unpackOutcomes(packOutcomes(outcomes)))).toEqual([1, 15, 0, 7, 9, 0])
})
