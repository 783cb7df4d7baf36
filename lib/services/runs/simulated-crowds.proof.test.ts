import { readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { singleThreadContext } from '@/lib/aggregation/kernels'
import { prepareAggregation } from '@/lib/aggregation/registry'
import { type RegimeName, simulatedRegimes, simulatedWorld } from '@/lib/aggregation/simulated-regimes'
import { averagePrecision } from '@/lib/evaluation/precision-recall'
import { simulateVotes } from './simulate-votes'

const size = { images: 1_000, raters: 30, golden: 20, seed: 1 }

async function reached(regime: RegimeName, given: Partial<typeof size> = {}) {
  const { methods, failedChecks, namedRaters } = await simulateVotes({ ...size, ...given, regime })
  const { reassess, ...others } = Object.fromEntries(methods.map((one) => [one.method, one.averagePrecision ?? 0]))
  const warnings = failedChecks.map(({ id }) => id).filter((id) => id !== 'golden-answers')
  return { reassess: reassess!, best: Math.max(...Object.values(others)), warnings, namedRaters }
}

const names = Object.keys(simulatedRegimes) as RegimeName[]
/** Copied votes count as independent evidence, so the default method is worse than the mean vote here. */
const copying: readonly RegimeName[] = ['copying-30', 'copying-50']
const mayWarn = (name: RegimeName) => name.startsWith('adversaries') || copying.includes(name)
/** Without golden answers, most raters are trusted whatever they answer, and rare labels are not found. */
const unseen: readonly RegimeName[] = ['adversaries-55', 'rare-labels']

describe('simulated crowds', () => {
  it.each(names)(
    'has the default within .005 of the best of mean vote, EM and calibrated, or warns: %s',
    async (name) => {
      const { reassess, best, warnings } = await reached(name)
      if (copying.includes(name)) expect(warnings).toContain('copied-answers')
      else expect(reassess).toBeGreaterThanOrEqual(best - 0.005)
      // It is right to overrule wrong answers, and a warning is still allowed there.
      if (!mayWarn(name)) expect(warnings).toEqual([])
    },
  )

  it.each(names)('has the default as close, or warns, even without golden answers: %s', async (name) => {
    const { reassess, best, warnings } = await reached(name, { golden: 0 })
    if (copying.includes(name)) expect(warnings).toContain('copied-answers')
    else if (unseen.includes(name)) expect(warnings).toEqual(['clear-majority'])
    else expect(reassess).toBeGreaterThanOrEqual(best - 0.005)
  })

  it('names a better method as well as the raters who copy, with sixty golden candidates', async () => {
    const { warnings, namedRaters } = await reached('copying-50', { golden: 60 })
    expect(warnings).toEqual(['simpler-method', 'copied-answers'])
    expect(namedRaters).toEqual(Array.from({ length: 15 }, (_, rater) => rater))
  })

  it('needs golden answers to recognize a crowd in which most raters answer wrong', async () => {
    expect((await reached('adversaries-55')).reassess).toBeGreaterThan(0.95)
    expect((await reached('adversaries-55', { golden: 0 })).reassess).toBeLessThan(0.2)
  })

  it('does not judge raters by a handful of wrong golden answers', () => {
    const { input, truth } = simulatedWorld('baseline', 1, { imageCount: 1_000, raterCount: 30, goldenPairs: 2 })
    const { goldenAnswers } = input
    const answer = goldenAnswers.answer.map((given, at) => (goldenAnswers.isExpert[at] === 1 ? given : 2 - given))
    const misled = { ...input, goldenAnswers: { ...goldenAnswers, answer } }
    const { score } = prepareAggregation('reassess', {}).run(misled, singleThreadContext)
    expect(averagePrecision(score, truth)).toBeGreaterThan(0.95)
  })

  it('simulates the same data for the same seed, and different data for another seed', () => {
    const world = (seed: number) => simulatedWorld('random', seed, { imageCount: 20, raterCount: 10, goldenPairs: 4 })
    expect(world(1)).toEqual(world(1))
    expect(world(2)).not.toEqual(world(1))
  })

  it('has each class at most once per image', () => {
    const { candidateImage, candidateClass } = simulatedWorld('baseline', 1, {
      imageCount: 500,
      raterCount: 10,
      goldenPairs: 4,
    }).input
    const pairs = Array.from(candidateImage, (image, item) => `${image} ${candidateClass[item]}`)
    expect(new Set(pairs).size).toBe(pairs.length)
  })

  it('has the requested number of golden answers, by raters who have no vote on the candidate', () => {
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
