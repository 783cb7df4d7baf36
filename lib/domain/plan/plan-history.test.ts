import { expect, test } from 'vitest'
import { historyAfter, historyBefore, historyClosed, historyFrom } from './plan-history'

test('a step back gives what was before the last change', () => {
  const history = historyAfter(historyAfter(historyFrom(1), 2, 'a'), 3, 'b')
  expect(historyBefore(history).now).toBe(2)
  expect(historyBefore(historyBefore(history)).now).toBe(1)
})

test('changes of one thing in a row are undone at once', () => {
  const history = historyAfter(historyAfter(historyAfter(historyFrom(1), 5, 'budget'), 50, 'budget'), 51, 'pay')
  expect(historyBefore(history).now).toBe(50)
  expect(historyBefore(historyBefore(history)).now).toBe(1)
})

test('the same thing changed again after a pause is a step of its own', () => {
  const history = historyAfter(historyClosed(historyAfter(historyFrom(1), 5, 'budget')), 6, 'budget')
  expect(historyBefore(history).now).toBe(5)
})

test('without a name every change is a step', () => {
  const history = historyAfter(historyAfter(historyFrom(1), 2, null), 3, null)
  expect(historyBefore(history).now).toBe(2)
})

test('a history without changes stays as it is', () => {
  const history = historyFrom(1)
  expect(historyBefore(history)).toBe(history)
})

test('the oldest changes are forgotten after a hundred', () => {
  let history = historyFrom(0)
  for (let value = 1; value <= 150; value++) history = historyAfter(history, value, null)
  expect(history.past).toHaveLength(100)
  expect(history.past[0]).toBe(50)
})
