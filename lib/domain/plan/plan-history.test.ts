import { expect, test } from 'vitest'
import { emptyHistory, historyAfter, historyBefore, historyClosed, type PlanHistory } from './plan-history'

interface Settings {
  budget: number
  pay: number
}
const start: Settings = { budget: 1, pay: 20 }

/** Makes changes one after the other, each with its name, and undoes them all; returns the settings after each undo. */
function undone(changes: readonly (readonly [Partial<Settings>, string | null])[], ofOthers: Partial<Settings> = {}) {
  let history: PlanHistory<Settings> = emptyHistory
  let now = start
  for (const [patch, of] of changes) {
    if (of === 'pause') history = historyClosed(history)
    else {
      history = historyAfter(history, { before: now, patch, of })
      now = { ...now, ...patch }
    }
  }
  now = { ...now, ...ofOthers }
  const seen: Settings[] = []
  for (let step = history.past.at(-1); step; step = history.past.at(-1)) {
    now = { ...now, ...step }
    seen.push(now)
    history = historyBefore(history)
  }
  return seen
}

test('undoes the last change', () => {
  expect(
    undone([
      [{ budget: 2 }, 'a'],
      [{ pay: 3 }, 'b'],
    ]),
  ).toEqual([{ budget: 2, pay: 20 }, start])
})

test('undoes consecutive changes of the same thing together', () => {
  expect(
    undone([
      [{ budget: 5 }, 'a'],
      [{ budget: 50 }, 'a'],
      [{ pay: 3 }, 'b'],
    ]),
  ).toEqual([{ budget: 50, pay: 20 }, start])
})

test('undoes them separately if there was a pause', () => {
  const budgets = undone([
    [{ budget: 5 }, 'a'],
    [{}, 'pause'],
    [{ budget: 6 }, 'a'],
  ]).map(({ budget }) => budget)
  expect(budgets).toEqual([5, 1])
})

test('undoes every unnamed change separately', () => {
  const budgets = undone([
    [{ budget: 2 }, null],
    [{ budget: 3 }, null],
  ]).map(({ budget }) => budget)
  expect(budgets).toEqual([2, 1])
})

test('keeps what others changed since in the fields that it does not undo', () => {
  expect(undone([[{ budget: 8, pay: 20 }, null]], { pay: 33 })).toEqual([{ budget: 1, pay: 33 }])
})

test('keeps the last hundred changes', () => {
  const budgets = undone(Array.from({ length: 150 }, (_, k) => [{ budget: k + 2 }, null] as const))
  expect(budgets).toHaveLength(100)
  expect(budgets.at(-1)).toMatchObject({ budget: 51 })
})
