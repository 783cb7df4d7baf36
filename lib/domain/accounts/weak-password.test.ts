import { expect, test } from 'vitest'
import { passwordWeakness } from './weak-password'

const common = new Set(['password', 'basketball', 'letmein', 'summer'])
const weakness = (password: string, email = 'ada.lovelace@example.org') =>
  passwordWeakness(password, { email, isCommon: (text) => common.has(text) })

test.each([
  ['          ', /spaces/],
  ['\t \t \t \t \t \t', /spaces/],
  ['aaaaaaaaaa', /repeated/],
  ['ababababab', /repeated/],
  ['abcabcabcab', /repeated/],
  ['😀😀😀😀😀😀😀😀😀😀', /repeated/],
  ['1234567890', /neighboring/],
  ['0987654321', /neighboring/],
  ['abcdefghijkl', /neighboring/],
  ['qwertyuiop123', /neighboring/],
  ['QWERTZuiop', /neighboring/],
  ['ada.lovelace', /e-mail/],
  ['ada.lovelace1815', /e-mail/],
  ['ada.lovelace@example.org', /e-mail/],
  ['ada.lovelace@example.orgAda.Lovelace@example.org', /e-mail/],
  ['ada.lovelace / ada.lovelace@example.org', /e-mail/],
  ['Reassess2026!', /this product/],
  ['imagenet-admin', /this product/],
  ['Reassess Rater 1', /this product/],
  ['basketball', /common/],
  ['Basketball', /common/],
  ['let me in', /common/],
  ['Summer2026!', /common/],
  ['!!password1', /common/],
])('rejects %j and says why', (password, reason) => {
  expect(weakness(password)).toMatch(reason)
})

test.each([
  'correct horse battery',
  'a long enough password',
  'summer rain on tin',
  'abcdefgh-kl',
  'labels of rainy roads',
  'x7Gq!pw3Zr',
  'aaaaaaaaab',
  '密码很长而且没有人会猜到它',
])('accepts %j', (password) => {
  expect(weakness(password)).toBeNull()
})
