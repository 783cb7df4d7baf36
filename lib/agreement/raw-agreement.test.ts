import { expect, it } from 'vitest'
import { rawAgreement } from './testing/reference-measures'
import { votesOfRaters } from './testing/votes-of-raters'

it('counts each pair of votes on the same item once', () => {
  expect(rawAgreement(votesOfRaters(['aab', 'ab.', 'aa.'], 'ab'))).toEqual({
    pairCount: 6,
    equalCount: 4,
    share: 4 / 6,
  })
})

it('has no share without a pair', () => {
  for (const lines of [[], ['ab'], ['a.', '.b']]) expect(rawAgreement(votesOfRaters(lines, 'ab')).share).toBeNull()
})
