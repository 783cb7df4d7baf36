import { readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runHere } from '@/lib/aggregation/kernels'
import { prepareAggregation } from '@/lib/aggregation/registry'
import { type RegimeName, simulatedRegimes, simulatedWorld } from '@/lib/aggregation/simulated-regimes'
import { averagePrecision } from '@/lib/evaluation/precision-recall'
import { computeWith } from './compute-aggregation'
import { betterMethods } from './run-quality'
import { simulateVotes } from './simulate-votes'

const size = { images: 1_000, raters: 30, golden: 20, seed: 1 }

async function reached(regime: RegimeName, given: Partial<typeof size> = {}) {
  const { methods } = await simulateVotes({ ...size, ...given, regime })
  const { reassess, ...others } = Object.fromEntries(methods.map((one) => [one.method, one.averagePrecision ?? 0]))
  return { reassess: reassess!, best: Math.max(...Object.values(others)) }
}

/** Regimes in which the default is known to be worse than the mean vote: votes that are copied count as evidence. */
const failing: readonly RegimeName[] = ['copying-30', 'copying-50']
const names = Object.keys(simulatedRegimes) as RegimeName[]

describe('simulated crowds', () => {
  it.each(names.filter((name) => !failing.includes(name)))(
    'has the default within .005 of the best of mean vote, EM and calibrated: %s',
    async (name) => {
      const { reassess, best } = await reached(name)
      expect(reassess).toBeGreaterThanOrEqual(best - 0.005)
    },
    60_000,
  )

  it.each(failing)(
    'has a run that names a better method, with sixty golden candidates: %s',
    async (name) => {
      const { reassess, best } = await reached(name)
      expect(reassess).toBeLessThan(best - 0.005)
      const { input } = simulatedWorld(name, 1, { imageCount: 1_000, raterCount: 30, goldenPairs: 60 })
      const request = { method: 'reassess', parameters: {}, input, folds: { count: 5, seed: 1 }, bootstrap: null }
      const { candidate, simpler, score, truth, folds, seed, usesGolden } = computeWith(request, {}).golden!
      const evaluation = {
        ...{ folds, seed, usesGolden, candidateId: [...candidate], truth: [...truth], score: [...score] },
        imageId: Array.from(candidate, (at) => input.candidateImage[at]!),
        simpler: simpler.map((one) => ({ ...one, score: [...one.score] })),
      }
      expect(betterMethods(evaluation)).not.toEqual([])
    },
    60_000,
  )

  it('needs golden answers to see through a crowd of which most answer wrong', async () => {
    expect((await reached('adversaries-55')).reassess).toBeGreaterThan(0.95)
    expect((await reached('adversaries-55', { golden: 0 })).reassess).toBeLessThan(0.2)
  }, 60_000)

  it('does not take a handful of wrong golden answers for what raters are like', () => {
    const { input, truth } = simulatedWorld('baseline', 1, { imageCount: 1_000, raterCount: 30, goldenPairs: 2 })
    const { goldenAnswers } = input
    const answer = goldenAnswers.answer.map((given, at) => (goldenAnswers.isExpert[at] === 1 ? given : 2 - given))
    const misled = { ...input, goldenAnswers: { ...goldenAnswers, answer } }
    const { score } = prepareAggregation('reassess', {}).run(misled, runHere)
    expect(averagePrecision(score, truth)).toBeGreaterThan(0.95)
  })

  it('gives the same world for a seed, and another one for another', () => {
    const world = (seed: number) => simulatedWorld('random', seed, { imageCount: 20, raterCount: 10, goldenPairs: 4 })
    expect(world(1)).toEqual(world(1))
    expect(world(2)).not.toEqual(world(1))
  })

  it('has the golden answers that were wanted, by raters who have no vote on the candidate', () => {
    const { input, truth } = simulatedWorld('baseline', 3, { imageCount: 100, raterCount: 30, goldenPairs: 20 })
    const golden = [...new Set(input.goldenAnswers.candidate)]
    expect(golden).toHaveLength(20)
    expect(golden.filter((candidate) => truth[candidate] === 1)).toHaveLength(10)
    const { itemStart, code } = input.votes
    const { candidate, person, isExpert } = input.goldenAnswers
    for (const [at, item] of candidate.entries()) {
      const voters = Array.from(code.subarray(itemStart[item]!, itemStart[item + 1]!), (cell) => Math.floor(cell / 3))
      expect(voters).toHaveLength(5)
      if (isExpert[at] === 0) expect(voters).not.toContain(person[at])
    }
    expect(isExpert.filter((one) => one === 0)).toHaveLength(20 * 5)
  })

  it('writes every vote with its truth', async () => {
    const out = join(tmpdir(), `simulated-votes-${process.pid}.csv`)
    const { votes } = await simulateVotes({ regime: 'baseline', images: 10, raters: 5, golden: 0, out })
    const lines = (await readFile(out, 'utf8')).trim().split(/\r?\n/)
    expect(lines[0]).toBe('image,class,rater,answer,holds')
    expect(lines).toHaveLength(votes + 1)
    expect(lines[1]).toMatch(/^0\.jpg,class \d+,rater \d,(no|maybe|yes),[01]$/)
    await rm(out)
  })
})
