import { expect, test } from 'vitest'
import { newAccountFields } from './account'

const { name, password } = newAccountFields

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

test('removes characters that change the direction of a name or are invisible', () => {
  expect(name.parse('\u202egrA\u202c \u2066Ada\u2069\u200b\ufeff')).toBe('grA Ada')
  expect(name.safeParse('\u200b\u202e').success).toBe(false)
  for (const typed of ['علی\u200cرضا', 'Zoë Müller', '李 小龙']) expect(name.parse(typed)).toBe(typed)
})
