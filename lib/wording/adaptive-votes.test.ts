import { expect, test } from 'vitest'
import { adaptiveText, figureRanges, proofText } from './adaptive-votes'

const figures = { pairs: 10_000, votes: 50_000, raterHours: 50, cost: 750 }

test('prices a plan as a range where it depends on the votes how many are needed', () => {
  const fixed = { adaptive: null, ratersPerTask: 5, currency: 'USD' }
  expect(figureRanges(figures, fixed)).toEqual({ votes: '50,000', hours: '50', cost: '$750.00' })
  expect(figureRanges(figures, { ...fixed, adaptive: { minimum: 2, limit: null } })).toEqual({
    ...{ votes: '20,000 to 50,000', hours: '20 to 50', cost: '$300.00 to $750.00' },
  })
})

test('says what is promised and how it is proved', () => {
  const limited = { minimum: 2, limit: 0.002 }
  expect(adaptiveText({ adaptive: null, ratersPerTask: 5 })).toBeNull()
  expect(adaptiveText({ adaptive: limited, ratersPerTask: 5 })).toBe(
    '2 to 5 votes per candidate, more only where they matter; at most 0.2% of decisions changed, with 95% confidence',
  )
  expect(proofText(0.002, 10_000)).toMatch(/^About 2,346 candidates/)
  expect(proofText(0.002, 500)).toMatch(/too small: proving 0.2% takes at least 1,497 candidates/)
  expect(proofText(null, 500)).toMatch(/no further vote/)
})
