import { describe, expect, it } from 'vitest'
import { fleissKappa } from './testing/reference-measures'
import { votesOfCounts, votesOfRaters } from './testing/votes-of-raters'

describe('fleissKappa', () => {
  it('matches the published value for ten subjects, five categories and fourteen raters', () => {
    const rows = ['0 0 0 0 14', '0 2 6 4 2', '0 0 3 5 6', '0 3 9 2 0', '2 2 8 1 1']
    const more = ['7 7 0 0 0', '3 2 6 3 0', '2 5 3 2 2', '6 5 2 1 0', '0 2 2 3 7']
    const table = [...rows, ...more].map((row) => row.split(' ').map(Number))
    const { kappa, observedAgreement, chanceAgreement } = fleissKappa(votesOfCounts(table))
    expect(kappa).toBeCloseTo(0.209931, 6)
    expect(observedAgreement).toBeCloseTo(0.378022, 6)
    expect(chanceAgreement).toBeCloseTo(0.212755, 6)
  })
  it('weights items equally if their numbers of votes differ, and ignores items with one vote', () => {
    const { kappa, observedAgreement, chanceAgreement } = fleissKappa(
      votesOfCounts([
        [2, 0],
        [1, 3],
        [0, 1],
      ]),
    )
    // Agreement 1 and 3/6; shares of the first answer 1 and 1/4, so 5/8 and 3/8 over the two items.
    expect(observedAgreement).toBeCloseTo(0.75, 12)
    expect(chanceAgreement).toBeCloseTo((5 / 8) ** 2 + (3 / 8) ** 2, 12)
    expect(kappa).toBeCloseTo(1 - 0.25 / (2 * (5 / 8) * (3 / 8)), 12)
  })
  it('is null without votes or a shared item; only kappa is null with a single answer', () => {
    for (const lines of [[], ['ab'], ['a.', '.b']]) {
      expect(fleissKappa(votesOfRaters(lines, 'ab'))).toEqual({
        kappa: null,
        observedAgreement: null,
        chanceAgreement: null,
      })
    }
    expect(fleissKappa(votesOfRaters(['bbb', 'bbb', 'bb.'], 'ab'))).toEqual({
      kappa: null,
      observedAgreement: 1,
      chanceAgreement: 1,
    })
  })
})
