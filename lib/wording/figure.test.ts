import { expect, test } from 'vitest'
import { signedFigure } from './figure'

test('always shows the sign of a difference', () => {
  expect([0.0207, -0.0031, 0].map(signedFigure)).toEqual(['+0.021', '−0.003', '+0.000'])
})
