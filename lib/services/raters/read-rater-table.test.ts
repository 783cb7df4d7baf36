import { expect, test } from 'vitest'
import { type RaterView, raterAddress } from '@/lib/domain/raters/rater-view'
import { filterRaters } from './read-rater-table'

type Rater = Parameters<typeof filterRaters>[0][number]

const rater = (id: number, more: Partial<Rater> = {}) => ({
  ...{ id, kind: 'human' as const, isExpert: false, isPaused: false, isExcluded: false },
  ...{ golden: null, drift: null, openFlags: 0, openAlerts: 0 },
  ...more,
})
const figure = { value: 0.5, low: 0.4, high: 0.6 }

test('filters by state, kind, golden accuracy and drift', () => {
  const golden = (share: number | null) => ({
    ...{ holds: null, holdsNot: null, missing: { holds: 0, holdsNot: 0 } },
    balanced: share === null ? null : { share, low: 0, high: 1 },
  })
  const drift = {
    raterId: 4,
    direction: 'falls',
    before: figure,
    lately: figure,
    lateCount: 100,
    change: -0.1,
  } as const
  const raters = [
    rater(1, { isPaused: true, golden: golden(0.5) }),
    rater(2, { isPaused: true, isExcluded: true, openAlerts: 1 }),
    rater(3, { isExpert: true, golden: golden(0.9) }),
    rater(4, { kind: 'panel', openFlags: 2, drift, golden: golden(null) }),
  ]
  const ids = (view: Partial<RaterView>) =>
    filterRaters(raters, { ...raterAddress.initial, ...view }).map(({ id }) => id)
  expect(ids({ state: 'active' })).toEqual([3, 4])
  expect(ids({ state: 'paused' })).toEqual([1])
  expect(ids({ state: 'excluded' })).toEqual([2])
  expect(ids({ state: 'alert' })).toEqual([2])
  expect(ids({ state: 'flag' })).toEqual([4])
  expect(ids({ kind: 'expert' })).toEqual([3])
  expect(ids({ kind: 'human' })).toEqual([1, 2])
  expect(ids({ goldenBelow: 0.6 })).toEqual([1])
  expect(ids({ hasFallen: true })).toEqual([4])
})
