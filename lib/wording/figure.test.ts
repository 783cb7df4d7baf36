import { expect, test } from 'vitest'
import { signedFigure } from './figure'

test('a difference always has its sign', () => {
  expect([0.0207, -0.0031, 0].map(signedFigure)).toEqual(['+0.021', '−0.003', '+0.000'])
})
