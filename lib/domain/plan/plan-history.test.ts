import { expect, test } from 'vitest'
import { historyAfter, historyBefore, historyClosed, historyFrom } from './plan-history'

test('undoes the last change', () => {
  const history = historyAfter(historyAfter(historyFrom(1), 2, 'a'), 3, 'b')
  expect(historyBefore(history).now).toBe(2)
  expect(historyBefore(historyBefore(history)).now).toBe(1)
})

test('undoes consecutive changes of the same thing together', () => {
  const history = historyAfter(historyAfter(historyAfter(historyFrom(1), 5, 'budget'), 50, 'budget'), 51, 'pay')
  expect(historyBefore(history).now).toBe(50)
  expect(historyBefore(historyBefore(history)).now).toBe(1)
})

test('undoes them separately if there was a pause', () => {
  const history = historyAfter(historyClosed(historyAfter(historyFrom(1), 5, 'budget')), 6, 'budget')
  expect(historyBefore(history).now).toBe(5)
})

test('undoes every unnamed change separately', () => {
  const history = historyAfter(historyAfter(historyFrom(1), 2, null), 3, null)
  expect(historyBefore(history).now).toBe(2)
})

test('leaves an empty history unchanged', () => {
  const history = historyFrom(1)
  expect(historyBefore(history)).toBe(history)
})

test('keeps the last hundred changes', () => {
  let history = historyFrom(0)
  for (let value = 1; value <= 150; value++) history = historyAfter(history, value, null)
  expect(history.past).toHaveLength(100)
  expect(history.past[0]).toBe(50)
})
