import { expect, test } from 'vitest'
import { historyAddress, historyViewOf } from './adjudication-history'

test('an address reads back to the same view, and what it does not understand is left out', () => {
  for (const address of ['', '?reason=review&answer=maybe&changed=yes&undone=no&rater=4&page=3', '?reason=clear'])
    expect(historyAddress(historyViewOf(Object.fromEntries(new URLSearchParams(address))))).toBe(address)
  expect(historyAddress(historyViewOf({ reason: 'bad', answer: '2', page: '0', rater: 'x' }))).toBe('')
})
