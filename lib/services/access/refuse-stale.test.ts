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

test('refuses to overwrite a field that changed since the form was opened', () => {
  expect(attempt({ pay: 20, seconds: 30 }, { pay: 15, seconds: 25 }, { pay: 15, seconds: 30 })).toEqual(stale)
  expect(attempt({ rules: [{ window: 9 }] }, { rules: [] }, { rules: [{ window: 8 }] })).toEqual(stale)
})

test('ignores unchanged fields, fields that already have the wanted value and fields outside the form', () => {
  expect(
    attempt({ pay: 15, rules: [{ window: 8 }] }, { pay: 20, rules: [] }, { pay: 15, rules: [{ window: 8 }] }),
  ).toBe('saved')
  expect(attempt({ pay: 20 }, { pay: 20 }, { pay: 15 })).toBe('saved')
  expect(attempt({ pay: 20, name: 'new' }, { pay: 25 }, { pay: 20 })).toBe('saved')
  expect(attempt({ pay: 20 }, { pay: 15 })).toBe('saved')
})
