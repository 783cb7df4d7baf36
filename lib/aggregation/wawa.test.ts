import { describe, expect, it } from 'vitest'
import { singleThreadContext } from './kernels'
import { voteTable } from './vote-table'
import { wawa, wawaDefaults } from './wawa'

/** Item 0: answers 0, 0, 1 from raters 0 to 2. Item 1: raters 0 and 2 disagree. Item 2 and rater 3 have no votes. */
const tiny = voteTable({
  itemCount: 3,
  raterCount: 4,
  answerCount: 2,
  item: [0, 0, 0, 1, 1],
  rater: [0, 1, 2, 0, 2],
  answer: [0, 0, 1, 0, 1],
})

describe('wawa', () => {
  it('weights votes by agreement with the majority, with ties shared, as worked by hand', () => {
    const { raters, posterior } = wawa(tiny, { ties: 'shared' }, singleThreadContext)
    // Of five votes two and two halves agree: the rater without votes gets 3 / 5.
    expect(Array.from(raters.skill)).toEqual([0.75, 1, 0.25, 0.6])
    expect(Array.from(posterior)).toEqual([0.875, 0.125, 0.75, 0.25, 0.5, 0.5])
  })
  it('gives a tie to the first answer by default', () => {
    const { raters, posterior } = wawa(tiny, wawaDefaults, singleThreadContext)
    expect(Array.from(raters.skill)).toEqual([1, 1, 0, 0.6])
    expect(Array.from(posterior)).toEqual([1, 0, 1, 0, 0.5, 0.5])
  })
  it('has no likelihood and no prior', () => {
    expect(wawa(tiny, wawaDefaults, singleThreadContext)).toMatchObject({
      logLikelihood: null,
      prior: null,
      history: [],
    })
  })
})
