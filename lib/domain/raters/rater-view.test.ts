import { expect, test } from 'vitest'
import {
  firstRaterView,
  isRaterFiltered,
  type ListedRater,
  ratersInView,
  raterViewAddress,
  raterViewOf,
} from './rater-view'

const rater = (id: number, more: Partial<ListedRater> = {}): ListedRater => ({
  id,
  kind: 'human',
  isExpert: false,
  isPaused: false,
  isLeftOut: false,
  votes: { no: 1, maybe: 1, yes: id },
  agreement: null,
  golden: null,
  secondsPerCandidate: null,
  drift: null,
  openFlags: 0,
  openAlerts: 0,
  impact: null,
  lastActivityAt: null,
  ...more,
})
const ids = (raters: ListedRater[], view: object) =>
  ratersInView(raters, { ...firstRaterView, ...view }).map(({ id }) => id)

test('a view reads back from its address', () => {
  const view = {
    ...{ sort: 'golden' as const, isFalling: true, state: 'paused' as const, kind: 'panel' as const },
    ...{ goldenBelow: 0.8, hasFallen: true, page: 3, open: 7 },
  }
  const address = raterViewAddress(view)
  expect(address).toBe('?sort=-golden&state=paused&kind=panel&below=0.8&drift=falls&page=3&open=7')
  expect(raterViewOf(Object.fromEntries(new URLSearchParams(address)))).toEqual(view)
  expect(raterViewAddress(firstRaterView)).toBe('')
  expect(raterViewOf({})).toEqual(firstRaterView)
})

test('passes over what it does not know', () => {
  const odd = { sort: '-secret', state: 'gone', kind: ['human'], below: '7', drift: 'rises', page: '0', open: '-1' }
  expect(raterViewOf(odd)).toEqual(firstRaterView)
  expect(isRaterFiltered(firstRaterView)).toBe(false)
  expect(isRaterFiltered({ ...firstRaterView, kind: 'human' })).toBe(true)
})

test('sorts both ways, and leaves those without a figure last', () => {
  const golden = (share: number) => ({ golden: { share } })
  const raters = [rater(1), rater(2, golden(0.9)), rater(3, golden(0.7)), rater(4, golden(0.9)), rater(5)]
  expect(ids(raters, { sort: 'golden' })).toEqual([3, 2, 4, 1, 5])
  expect(ids(raters, { sort: 'golden', isFalling: true })).toEqual([2, 4, 3, 1, 5])
  expect(ids(raters, { sort: 'votes', isFalling: true })).toEqual([5, 4, 3, 2, 1])
})

test('keeps those of a state, a kind, a golden accuracy and a drift', () => {
  const drift = { direction: 'falls' as const, change: -0.1 }
  const raters = [
    rater(1, { isPaused: true, golden: { share: 0.5 } }),
    rater(2, { isPaused: true, isLeftOut: true, openAlerts: 1 }),
    rater(3, { isExpert: true, golden: { share: 0.9 } }),
    rater(4, { kind: 'panel', openFlags: 2, drift }),
  ]
  expect(ids(raters, { state: 'active' })).toEqual([3, 4])
  expect(ids(raters, { state: 'paused' })).toEqual([1])
  expect(ids(raters, { state: 'left-out' })).toEqual([2])
  expect(ids(raters, { state: 'alert' })).toEqual([2])
  expect(ids(raters, { state: 'flag' })).toEqual([4])
  expect(ids(raters, { kind: 'expert' })).toEqual([3])
  expect(ids(raters, { kind: 'human' })).toEqual([1, 2])
  expect(ids(raters, { goldenBelow: 0.6 })).toEqual([1])
  expect(ids(raters, { hasFallen: true })).toEqual([4])
})
