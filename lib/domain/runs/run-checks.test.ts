import { describe, expect, it } from 'vitest'
import { type RunCheckFacts, type RunCheckId, raterList, runChecks } from './run-checks'

const better = { title: 'Mean vote', averagePrecision: 0.7, interval: [0.1, 0.3] as const }
const passing: RunCheckFacts = {
  simpler: { averagePrecision: 0.9, better: [], gain: null },
  majority: { clear: 1_000, overruled: 5, bound: 0.002 },
  copied: { pairCount: 435, minSharedCandidates: 50, largestExcess: 0.1, pairs: [] },
  golden: { holding: 10, others: 30, highest: 0.9 },
}
const checked = (facts: RunCheckFacts, id: RunCheckId) => runChecks(facts).find((check) => check.id === id)!

describe('runChecks', () => {
  it('passes a run without problems, in a fixed order', () => {
    const found = runChecks(passing)
    expect(found.map(({ id }) => id)).toEqual(['simpler-method', 'clear-majority', 'copied-answers', 'golden-answers'])
    expect(found.every(({ passed }) => passed)).toBe(true)
  })

  it('fails if a simpler method ranks better, and names the best', () => {
    const also = { title: 'Calibrated', averagePrecision: 0.8, interval: [0.2, 0.4] as const }
    const check = checked({ simpler: { averagePrecision: 0.5, better: [better, also], gain: null } }, 'simpler-method')
    expect(check).toMatchObject({ passed: false, sentence: expect.stringContaining('“Calibrated”') })
    expect(check.sentence).toContain('+0.200 to +0.400')
    expect(check.figure).toBeCloseTo(-0.3, 12)
  })

  it('fails if many clear majorities are overruled, unless golden answers show that this is right', () => {
    const majority = { clear: 1_000, overruled: 400, bound: 0.37 }
    expect(checked({ ...passing, majority }, 'clear-majority')).toMatchObject({ passed: false, figure: 0.4 })
    const shown = { averagePrecision: 0.9, better: [], gain: [0.5, 0.7] as const }
    const check = checked({ ...passing, majority, simpler: shown }, 'clear-majority')
    expect(check).toMatchObject({ passed: true, sentence: expect.stringContaining('0.500 to 0.700') })
    // One of three proves nothing.
    const few = { clear: 3, overruled: 1, bound: 0.02 }
    const uncertain = checked({ ...passing, majority: few }, 'clear-majority')
    expect(uncertain.passed).toBe(true)
    expect(uncertain.sentence).toMatch(/is usual; with so few candidates, the difference may be due to chance\.$/)
    expect(checked(passing, 'clear-majority').sentence).toMatch(/is usual\.$/)
  })

  it('shows a share as none or all only if it is', () => {
    const sentence = (overruled: number) =>
      checked({ majority: { clear: 10_000, overruled, bound: 0 } }, 'clear-majority').sentence
    expect([0, 2, 50, 9_998, 10_000].map((overruled) => /\((\S+%)\)/.exec(sentence(overruled))?.[1])).toEqual([
      ...['0.0%', '<0.1%', '0.5%', '>99.9%', '100.0%'],
    ])
  })

  it('names all raters in pairs that agree too often', () => {
    const pairs = [
      { raters: [7, 3] as const, shared: 114, agreed: 114, expected: 80.4 },
      { raters: [3, 12] as const, shared: 110, agreed: 109, expected: 80 },
    ]
    const copied = { pairCount: 435, minSharedCandidates: 50, largestExcess: 0.8, pairs }
    const check = checked({ ...passing, copied }, 'copied-answers')
    expect(check).toMatchObject({ passed: false, raters: [3, 7, 12] })
    expect(check.sentence).toContain('Raters 3, 7 and 12')
    expect(check.sentence).toContain('raters 7 and 3 do on 114 of 114 candidates where 80 were expected')
    const onePair = { ...copied, pairs: pairs.slice(0, 1) }
    expect(checked({ ...passing, copied: onePair }, 'copied-answers').sentence).toMatch(
      /^Raters 3 and 7 give the same answers far more often than the other votes explain, on 114 of 114 candidates where 80 were expected\./,
    )
  })

  it('fails with too few golden answers of either kind, and asks for more only where there are some', () => {
    for (const [golden, wanted] of [
      [{ holding: 0, others: 0, highest: null }, 'Have experts answer golden images.'],
      [{ holding: 9, others: 100, highest: null }, 'Have experts answer more golden images.'],
      [{ holding: 100, others: 9, highest: null }, 'Have experts answer more golden images.'],
    ] as const)
      expect(checked({ golden }, 'golden-answers')).toMatchObject({
        passed: false,
        sentence: expect.stringContaining(wanted),
      })
  })

  it('fails if golden answers make even the highest score less likely than not', () => {
    const check = checked({ golden: { holding: 20, others: 60, highest: 0.42 } }, 'golden-answers')
    expect(check).toMatchObject({ passed: false, figure: 0.42, sentence: expect.stringContaining('score 0.420') })
    expect(checked({ golden: { holding: 20, others: 60, highest: 0.5 } }, 'golden-answers').passed).toBe(true)
  })

  it('passes checks that cannot be computed, and says so', () => {
    const unknown = runChecks({
      simpler: null,
      majority: { clear: 0, overruled: 0, bound: 0 },
      copied: { pairCount: 0, minSharedCandidates: 50, largestExcess: null, pairs: [] },
    })
    expect(unknown).toHaveLength(3)
    for (const { passed, figure, sentence } of unknown) {
      expect({ passed, figure }).toEqual({ passed: true, figure: null })
      expect(sentence).toMatch(/^Not known: /)
    }
  })

  it('fails a method that is significantly less accurate than the majority on known labels', () => {
    const below = { tasks: 200, own: 5, majority: 30, pValue: 0.00002 }
    expect(checked({ knownTruth: below }, 'known-truth')).toMatchObject({ passed: false, figure: -0.125 })
    expect(checked({ knownTruth: { ...below, pValue: 0.3 } }, 'known-truth').passed).toBe(true)
    expect(checked({ knownTruth: { ...below, own: 30, majority: 5 } }, 'known-truth').passed).toBe(true)
  })
})

describe('raterList', () => {
  it('lists at most twenty', () => {
    expect(raterList([4])).toBe('4')
    expect(raterList([1, 2])).toBe('1 and 2')
    expect(raterList(Array.from({ length: 23 }, (_, rater) => rater))).toMatch(/18, 19 and 3 more$/)
  })
})
