import { expect, it } from 'vitest'
import { dirichletDivergence, meanLogWeights, meanWeights } from './dirichlet-weights'

it('gives means that sum to one, and exponentials of mean logarithms that sum to less', () => {
  const counts = Float64Array.of(0.5, 3, 6.5, 2, 2, 2)
  const weights = new Float64Array(6)
  meanWeights(counts, 3, weights)
  expect(Array.from(weights)).toEqual([0.05, 0.3, 0.65, 1 / 3, 1 / 3, 1 / 3])
  meanLogWeights(counts, 3, weights)
  // E log p under Dirichlet(2, 2, 2) is ψ(2) − ψ(6) = −(1/2 + 1/3 + 1/4 + 1/5).
  expect(weights[3]).toBeCloseTo(Math.exp(-(1 / 2 + 1 / 3 + 1 / 4 + 1 / 5)), 13)
  expect(weights[0]! + weights[1]! + weights[2]!).toBeLessThan(1)
})

it('keeps a weight above zero for a tiny count', () => {
  const weights = new Float64Array(2)
  meanLogWeights(Float64Array.of(1e-6, 1), 2, weights)
  expect(weights[0]).toBeGreaterThan(0)
})

it('gives the divergence as worked by hand, and zero from itself', () => {
  const prior = [1, 1]
  expect(dirichletDivergence(Float64Array.of(1, 1, 1, 1), prior)).toBeCloseTo(0, 13)
  // Beta(2, 1) has density 2p: ∫ 2p log 2p dp = log 2 − 1/2. Two rows count twice.
  expect(dirichletDivergence(Float64Array.of(2, 1, 1, 2), prior)).toBeCloseTo(2 * (Math.log(2) - 0.5), 12)
})
