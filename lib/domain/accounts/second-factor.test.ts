import { expect, test } from 'vitest'
import { readCode, recoveryCode, resemblesRecoveryCode } from './second-factor'

test('makes recovery codes of fifty bits from ten letters and digits that cannot be confused', () => {
  expect(recoveryCode(Uint8Array.from([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]))).toBe('01234-56789')
  expect(recoveryCode(Uint8Array.from([31, 30, 29, 255, 32, 64, 16, 17, 18, 19]))).toBe('zyxz0-0ghjk')
})

test('reads six digits as a code from an app, however they are grouped', () => {
  for (const typed of ['012345', ' 012 345 ', '012-345'])
    expect(readCode(typed)).toEqual({ kind: 'one-time', digits: '012345' })
})

test('reads a recovery code with or without hyphen, in any case, and with letters that look like digits', () => {
  for (const typed of ['4f7k1-9x2m0', '4F7K19X2M0', ' 4f7kI 9x2mO ', '4f7kl9x2mo'])
    expect(readCode(typed)).toEqual({ kind: 'recovery', code: '4f7k1-9x2m0' })
})

test.each(['', '12345', '1234567', '4f7k1-9x2m', '4f7k1-9x2m00', '4f7k1-9x2mu', '١٢٣٤٥٦'])('%j is neither', (typed) => {
  expect(readCode(typed)).toBeNull()
})

test('tells a wrong or mistyped recovery code from a wrong code of the app', () => {
  for (const typed of ['4f7k1-9x2m0', '4f7k1 9x2m', '01234-56789']) expect(resemblesRecoveryCode(typed)).toBe(true)
  for (const typed of ['123456', '123 456', '12345', '']) expect(resemblesRecoveryCode(typed)).toBe(false)
})
