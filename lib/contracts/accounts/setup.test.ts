import { expect, test } from 'vitest'
import { newAccountFields } from './setup'

const { password } = newAccountFields

test('accepts passwords of 10 to 200 arbitrary characters and does not trim them', () => {
  for (const typed of [
    ' Ten chars ',
    'x'.repeat(10),
    'ß'.repeat(64),
    'x'.repeat(200),
    'a\tb\u00a0cdefghij',
    '🂡'.repeat(10),
  ])
    expect(password.parse(typed)).toBe(typed)
  expect(password.safeParse('x'.repeat(9)).success).toBe(false)
  expect(password.safeParse('x'.repeat(201)).success).toBe(false)
})
