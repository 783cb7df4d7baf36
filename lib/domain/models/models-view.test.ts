import { expect, test } from 'vitest'
import { modelsAddress, readBreak, toggleChosenModel } from './models-view'

test('compares at most two models and drops the one chosen first', () => {
  expect(toggleChosenModel([1, 2], 3)).toEqual([2, 3])
  expect(toggleChosenModel([1, 2], 1)).toEqual([2])
})

test('reads a typed break as the address would, and does not guess at a comma', () => {
  expect(['81', ' 81.5 ', '.99e1', '81.12345678'].map((text) => readBreak(text).breakAt)).toEqual([
    81,
    81.5,
    null,
    81.123457,
  ])
  expect(readBreak('81,5').problem).toBe('Use a point for decimals, and no commas.')
  expect(readBreak('').problem).toBe('Enter a number.')
  expect(readBreak('100').problem).toBe('Enter a number from 1 to 99.')
  expect(modelsAddress.read({ break: String(readBreak('81.12345678').breakAt) }).breakAt).toBe(81.123457)
})
