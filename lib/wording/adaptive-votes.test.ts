import { expect, test } from 'vitest'
import {
  adaptiveText,
  boundText,
  figureRanges,
  proofText,
  replayRows,
  replaySettingsText,
  runDifferenceText,
} from './adaptive-votes'

const figures = { pairs: 10_000, votes: 50_000, raterHours: 50, cost: 750 }

test('prices a plan as a range if the number of votes depends on the answers', () => {
  const fixed = { adaptive: null, ratersPerTask: 5, currency: 'USD' }
  expect(figureRanges(figures, fixed)).toEqual({ votes: '50,000', hours: '50', cost: '$750.00' })
  expect(figureRanges(figures, { ...fixed, adaptive: { minimum: 2, limit: null } })).toEqual({
    ...{ votes: '20,000 to 50,000', hours: '20 to 50', cost: '$300.00 to $750.00' },
  })
})

test('rounds an upper bound up, so that a limit that it exceeds does not look the same', () => {
  expect(boundText(0.002001)).toBe('0.201%')
  expect(boundText(0.002)).toBe('0.2%')
  expect(boundText(1)).toBe('100%')
})

test('describes the limit and how it is proved', () => {
  const limited = { minimum: 2, limit: 0.002 }
  expect(adaptiveText({ adaptive: null, ratersPerTask: 5 })).toBeNull()
  expect(adaptiveText({ adaptive: limited, ratersPerTask: 5 })).toBe(
    '2 to 5 votes per candidate, more only where they matter; at most 0.2% of decisions changed, with 95% confidence',
  )
  expect(proofText(0.002, 10_000)).toMatch(/^About 2,346 candidates/)
  expect(proofText(0.002, 500)).toMatch(/too small: proving a limit of 0.2% requires at least 1,497 candidates/)
  expect(proofText(null, 500)).toMatch(/no further vote/)
})

test('describes how a run differs from the current scores', () => {
  const run = {
    ...{ labels: 400, newer: 0, meanDifference: 0.031, largestDifference: 0.412 },
    ...{ settled: 388, settledChanged: 3, open: 12, openChanged: 1 },
  }
  expect(runDifferenceText(run)).toBe(
    'decides 3 of 388 settled candidates and 1 of 12 open candidates differently; scores differ by 0.03 on average and 0.41 at most. Its labels are the ones that count.',
  )
  expect(runDifferenceText({ ...run, newer: 1, open: 0, openChanged: 0 })).toBe(
    'decides 3 of 388 settled candidates differently; scores differ by 0.03 on average and 0.41 at most. 1 candidate has votes that are not in it. Its labels are the ones that count.',
  )
})

test('compares existing votes with those that adaptive voting would have needed', () => {
  const replay = { votes: 10_000, candidates: 2_000, minimum: 2, losslessSaved: 0.25, limit: 0.002 }
  const limited = { saved: 0.4, changed: 3.2, lost: 2.6, changedShare: 0.0016 }
  const prices = { costPerVote: 0.01, currency: 'USD' }
  expect(replayRows({ ...replay, limited }, prices)).toEqual([
    { name: 'All', votes: '10,000', cost: '$100.00', saved: null, changed: null, lost: null },
    {
      ...{ name: 'Until no further vote could change it', votes: '7,500', cost: '$75.00', saved: '25%' },
      ...{ changed: '0', lost: '0' },
    },
    {
      ...{ name: 'Within the limit of 0.2%', votes: '6,000', cost: '$60.00', saved: '40%' },
      ...{ changed: '3 (0.16%)', lost: '3' },
    },
  ])
  expect(replayRows({ ...replay, limit: null, limited: null }, prices)).toHaveLength(2)
  expect(
    replaySettingsText({ minimum: 2, limit: null }, [
      { votes: 3, candidates: 2 },
      { votes: 5, candidates: 10 },
    ]),
  ).toMatch(/^12 candidates have more than 2 votes. The 56 votes are replayed .* \(no decision changed\)/)
})
