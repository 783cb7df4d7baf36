import { describe, expect, it } from 'vitest'
import { singleThreadContext } from './kernels'
import { oneCoin, oneCoinDefaults } from './one-coin'
import { simulatedVotes } from './simulated-votes'
import { accurateMatrix } from './testing/made-input'
import { voteTable } from './vote-table'

/** Item 0 has the answers 0, 0, 1 from raters 0 to 2; item 1 has three times 1. */
const tiny = voteTable({
  itemCount: 2,
  raterCount: 3,
  answerCount: 2,
  item: [0, 0, 0, 1, 1, 1],
  rater: [0, 1, 2, 0, 1, 2],
  answer: [0, 0, 1, 1, 1, 1],
})

describe('oneCoin', () => {
  it('matches one iteration worked by hand', () => {
    const result = oneCoin(tiny, { ...oneCoinDefaults, smoothing: 0, maxIterations: 1 }, singleThreadContext)
    // Shares are ⅔, ⅓ and 0, 1: raters 0 and 1 are right on 5/6 of their votes, rater 2 on 2/3.
    expect(Array.from(result.raters.skill)).toEqual([5 / 6, 5 / 6, 2 / 3].map((skill) => expect.closeTo(skill, 14)))
    expect(Array.from(result.prior ?? [])).toEqual([expect.closeTo(1 / 3, 14), expect.closeTo(2 / 3, 14)])
    const rows = [25 / 29, 4 / 29, 1 / 101, 100 / 101]
    expect(Array.from(result.posterior)).toEqual(rows.map((share) => expect.closeTo(share, 13)))
    expect(result.logLikelihood).toBeCloseTo(Math.log(29 / 324) + Math.log(101 / 324), 13)
    expect(result).toMatchObject({ iterations: 1, converged: false })
    expect(result.history).toEqual([result.logLikelihood])
  })
  it('adds equally many right and wrong votes to every rater', () => {
    const { raters } = oneCoin(tiny, { ...oneCoinDefaults, smoothing: 3, maxIterations: 1 }, singleThreadContext)
    expect(raters.skill[0]).toBeCloseTo((5 / 3 + 3) / (2 + 6), 14)
    // The first rater's matrix has the skill on its diagonal.
    expect(Array.from(raters.probability?.subarray(0, 4) ?? [])).toEqual(
      [raters.skill[0]!, 1 - raters.skill[0]!, 1 - raters.skill[0]!, raters.skill[0]!].map((p) =>
        expect.closeTo(p, 14),
      ),
    )
  })
  it('reports the objective of each iteration, and stops if the listener throws', () => {
    const heard: number[] = []
    const onIteration = (iteration: number, objective: number) => heard.push(iteration, objective)
    const result = oneCoin(
      tiny,
      { ...oneCoinDefaults, maxIterations: 2, tolerance: 0 },
      { ...singleThreadContext, onIteration },
    )
    expect(heard).toEqual([1, result.history[0], 2, result.history[1]])
    const stop = () => {
      throw new Error('stopped')
    }
    expect(() => oneCoin(tiny, oneCoinDefaults, { ...singleThreadContext, onIteration: stop })).toThrow('stopped')
  })
  it('recovers the accuracy of simulated raters and the class prior', () => {
    const accuracy = (rater: number) => 0.35 + 0.03 * rater
    const { votes, truth } = simulatedVotes({
      itemCount: 20_000,
      raterCount: 20,
      answerCount: 3,
      votesPerItem: 6,
      classPrior: [0.5, 0.3, 0.2],
      matrices: (rater) => accurateMatrix(3, accuracy(rater)),
      seed: 5,
    })
    const result = oneCoin(votes, oneCoinDefaults, singleThreadContext)
    expect(result.converged).toBe(true)
    for (let rater = 0; rater < 20; rater++) {
      expect(Math.abs(result.raters.skill[rater]! - accuracy(rater))).toBeLessThan(0.025)
    }
    expect(Array.from(result.prior ?? [])).toEqual([0.5, 0.3, 0.2].map((share) => expect.closeTo(share, 1)))
    // If the model is true, the mean posterior of the true class is the expected accuracy of the argmax.
    let mean = 0
    for (let item = 0; item < truth.length; item++) mean += result.posterior[3 * item + truth[item]!]! / truth.length
    expect(mean).toBeGreaterThan(0.75)
  })
})
