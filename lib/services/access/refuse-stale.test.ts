import { expect, test } from 'vitest'
import { refuseStale } from './refuse-stale'

const stale = expect.objectContaining({ code: 'conflict' })
const attempt = (current: object, wanted: object, basedOn?: Record<string, unknown>) => {
  try {
    refuseStale(current, wanted, basedOn)
    return 'saved'
  } catch (error) {
    return error
  }
}

test('a field that was changed since the form was opened is not overwritten', () => {
  expect(attempt({ pay: 20, seconds: 30 }, { pay: 15, seconds: 25 }, { pay: 15, seconds: 30 })).toEqual(stale)
  expect(attempt({ rules: [{ window: 9 }] }, { rules: [] }, { rules: [{ window: 8 }] })).toEqual(stale)
})

test('what nobody changed, what is the same already, and what the form does not have is no conflict', () => {
  expect(
    attempt({ pay: 15, rules: [{ window: 8 }] }, { pay: 20, rules: [] }, { pay: 15, rules: [{ window: 8 }] }),
  ).toBe('saved')
  expect(attempt({ pay: 20 }, { pay: 20 }, { pay: 15 })).toBe('saved')
  expect(attempt({ pay: 20, name: 'new' }, { pay: 25 }, { pay: 20 })).toBe('saved')
  expect(attempt({ pay: 20 }, { pay: 15 })).toBe('saved')
})
