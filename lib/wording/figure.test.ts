import { expect, test } from 'vitest'
import { signedFigure, threeDigits } from './figure'

test('a figure below zero has a true minus', () => {
  expect([0.5, -0.106].map(threeDigits)).toEqual(['0.500', '−0.106'])
})

test('always shows the sign of a difference', () => {
  expect([0.0207, -0.0031, 0].map(signedFigure)).toEqual(['+0.021', '−0.003', '+0.000'])
})
