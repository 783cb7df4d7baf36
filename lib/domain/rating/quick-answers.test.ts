import { expect, test } from 'vitest'
import { minTurns, quickTurns, type TurnTime } from './quick-answers'

const turn = (id: number, seconds: number | null, candidates = 4, isPage = false): TurnTime => ({
  ...{ id, seconds, candidates, isPage },
})
/** Twenty tasks at two seconds per candidate. */
const usual = Array.from({ length: 20 }, (_, id) => turn(id, 8))

test('is quick below a quarter of the usual seconds per candidate, not at a quarter', () => {
  expect([...quickTurns([...usual, turn(20, 1.9), turn(21, 2), turn(22, 8)])]).toEqual([20])
})

test('compares seconds per candidate, so that short tasks are not quick by themselves', () => {
  expect([...quickTurns([...usual, turn(20, 1.9, 1), turn(21, 1.9, 8)])]).toEqual([21])
})

test('compares pages with pages and tasks with tasks', () => {
  const pages = Array.from({ length: 20 }, (_, k) => turn(100 + k, 3.6, 12, true))
  expect([...quickTurns([...usual, ...pages, turn(200, 0.8, 12, true)])]).toEqual([200])
})

test('finds nothing without a usual pace or a measured time', () => {
  const few = usual.slice(0, minTurns - 2)
  expect([...quickTurns([...few, turn(20, 0.1)])]).toEqual([])
  expect([...quickTurns([...usual.slice(0, minTurns - 1), turn(20, 0.1)])]).toEqual([20])
  expect([...quickTurns([...usual, turn(20, null), turn(21, 0.1, 0)])]).toEqual([])
})

test("ignores what is above the project's limit", () => {
  const turns = [...usual, turn(20, 1.5), turn(21, 0.5)]
  expect([...quickTurns(turns, [1])]).toEqual([21])
  expect([...quickTurns(turns, [0.2, 1.6])]).toEqual([20, 21])
})

test('finds nothing for a rater who is always equally fast', () => {
  expect([...quickTurns(Array.from({ length: 50 }, (_, id) => turn(id, 0.4)))]).toEqual([])
})
