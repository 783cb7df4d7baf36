import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sigmoid } from '@/lib/numeric/logistic'
import { type OneMoreVoteInput, oneMoreVote } from './one-more-vote'

/** Every candidate, rater and answer separately, by Bayes' rule on probabilities instead of log-odds. */
function naive({ posterior, probability, weight, threshold }: OneMoreVoteInput) {
  const answers = probability.length / (2 * weight.length)
  const total = weight.reduce((sum, one) => sum + one, 0)
  const result = { changed: 0, gained: 0, lost: 0 }
  for (const p of posterior) {
    for (let rater = 0; rater < weight.length; rater++) {
      for (let answer = 0; answer < answers; answer++) {
        const negative = (1 - p) * probability[(2 * rater + 0) * answers + answer]!
        const positive = p * probability[(2 * rater + 1) * answers + answer]!
        if (negative + positive === 0) continue
        const chance = (weight[rater]! / total) * (negative + positive)
        const isKeptThen = positive * (1 - threshold) >= negative * threshold
        if (isKeptThen && p < threshold) result.gained += chance
        if (!isKeptThen && p >= threshold) result.lost += chance
      }
    }
  }
  result.changed = result.gained + result.lost
  return result
}

const close = ({ changed, gained, lost }: { changed: number; gained: number; lost: number }) => ({
  changed: expect.closeTo(changed, 9),
  gained: expect.closeTo(gained, 9),
  lost: expect.closeTo(lost, 9),
})

/** P(no, maybe, yes): if the label does not hold, then if it does. */
const goodRater = [0.7, 0.2, 0.1, 0.1, 0.2, 0.7]
const randomRater = [0.3, 0.3, 0.4, 0.3, 0.3, 0.4]

/** Counts that may be 0, as probabilities; never all 0. */
const row = fc
  .array(fc.nat({ max: 5 }), { minLength: 3, maxLength: 3 })
  .filter((counts) => counts.some((count) => count > 0))
  .map((counts) => counts.map((count) => count / counts.reduce((sum, one) => sum + one, 0)))
const inputs = fc.record({
  posterior: fc.array(fc.oneof(fc.constantFrom(0, 0.123, 0.777, 1), fc.double({ min: 0, max: 1, noNaN: true })), {
    maxLength: 30,
  }),
  raters: fc.array(fc.record({ negative: row, positive: row, weight: fc.integer({ min: 1, max: 9 }) }), {
    minLength: 1,
    maxLength: 4,
  }),
  // Avoids the posteriors reached from equal odds and counts up to 5, where rounding would decide.
  threshold: fc.constantFrom(0, 0.3137, 0.8011, 0.9013, 1),
})

describe('oneMoreVote', () => {
  it('is what hand calculation gives', () => {
    const one = (p: number, threshold: number) =>
      oneMoreVote({
        posterior: Float64Array.of(p),
        probability: Float64Array.from(goodRater),
        weight: Float64Array.of(1),
        threshold,
      })
    // A yes turns odds of 1 : 1 into 7 : 1; its probability is ½ · .1 + ½ · .7.
    expect(one(0.5, 0.8)).toEqual(close({ changed: 0.4, gained: 0.4, lost: 0 }))
    // A no turns odds of 9 : 1 into 9 : 7, below 4 : 1; its probability is .1 · .7 + .9 · .1.
    expect(one(0.9, 0.8)).toEqual(close({ changed: 0.16, gained: 0, lost: 0.16 }))
    // One vote cannot bring odds of 99 : 1 below 4 : 1, nor 1 : 99 above.
    expect(one(0.99, 0.8)).toEqual({ changed: 0, gained: 0, lost: 0 })
    expect(one(0.01, 0.8)).toEqual({ changed: 0, gained: 0, lost: 0 })
  })
  it('weights raters by how much they vote, and skips those who never do', () => {
    const input = {
      posterior: Float64Array.of(0.5, 0.9),
      probability: Float64Array.from([...goodRater, ...randomRater, ...new Array(6).fill(Number.NaN)]),
      threshold: 0.8,
    }
    // The second rater's answers carry no information, so a quarter of the votes change what all would.
    const expected = close({ changed: 0.14, gained: 0.1, lost: 0.04 })
    expect(oneMoreVote({ ...input, weight: Float64Array.of(0.25, 0.75, 0) })).toEqual(expected)
    expect(oneMoreVote({ ...input, weight: Float64Array.of(100, 300, 0) })).toEqual(expected)
  })
  it('equals the loop over every candidate, rater and answer, including certain ones and impossible answers', () => {
    fc.assert(
      fc.property(inputs, ({ posterior, raters, threshold }) => {
        const input = {
          posterior: Float64Array.from(posterior),
          probability: Float64Array.from(raters.flatMap(({ negative, positive }) => [...negative, ...positive])),
          weight: Float64Array.from(raters, ({ weight }) => weight),
          threshold,
        }
        expect(oneMoreVote(input)).toEqual(close(naive(input)))
      }),
      { numRuns: 500 },
    )
  })
  it('is 0 for certain candidates, no candidates and uninformative answers', () => {
    const nothing = { changed: 0, gained: 0, lost: 0 }
    const input = { probability: Float64Array.from(goodRater), weight: Float64Array.of(1), threshold: 0.8 }
    expect(oneMoreVote({ ...input, posterior: Float64Array.of(0, 1, 1, 0) })).toEqual(nothing)
    expect(oneMoreVote({ ...input, posterior: new Float64Array(0) })).toEqual(nothing)
    const atThreshold = Float64Array.of(0.8, 0.7999999999999999)
    expect(oneMoreVote({ ...input, probability: Float64Array.from(randomRater), posterior: atThreshold })).toEqual(
      nothing,
    )
    const never = Float64Array.of(0.5, 0.5, 0, 0.5, 0.5, 0)
    expect(oneMoreVote({ ...input, probability: never, posterior: Float64Array.of(0.5) })).toEqual(nothing)
  })
  it('swaps gained and lost if truth and threshold are mirrored', () => {
    const mirrored = [...goodRater.slice(3), ...goodRater.slice(0, 3)]
    const posterior = Float64Array.from({ length: 201 }, (_, index) => sigmoid((index - 100) / 17))
    const input = { posterior, weight: Float64Array.of(1), threshold: sigmoid(1.234) }
    const before = oneMoreVote({ ...input, probability: Float64Array.from(goodRater) })
    const after = oneMoreVote({ ...input, threshold: sigmoid(-1.234), probability: Float64Array.from(mirrored) })
    expect(before.gained).toBeGreaterThan(0)
    expect(after.lost).toBeCloseTo(before.gained, 9)
    expect(after.gained).toBeCloseTo(before.lost, 9)
  })
  it('does not depend on the order of candidates, and does not change it', () => {
    const posterior = Float64Array.of(0.9, 0.2, 0.79, 0.5)
    const input = { probability: Float64Array.from(goodRater), weight: Float64Array.of(1), threshold: 0.8 }
    expect(oneMoreVote({ ...input, posterior })).toEqual(oneMoreVote({ ...input, posterior: posterior.toReversed() }))
    expect(Array.from(posterior)).toEqual([0.9, 0.2, 0.79, 0.5])
  })
  it('refuses arguments that do not fit or are not probabilities', () => {
    const input = {
      posterior: Float64Array.of(0.5),
      probability: Float64Array.from(goodRater),
      weight: Float64Array.of(1),
      threshold: 0.8,
    }
    const bad: Partial<OneMoreVoteInput>[] = [
      { posterior: Float64Array.of(1.5) },
      { posterior: Float64Array.of(Number.NaN) },
      { threshold: 2 },
      { weight: Float64Array.of(0) },
      { weight: Float64Array.of(-1) },
      { weight: new Float64Array(0) },
      { weight: Float64Array.of(1, 1, 1, 1) },
      { probability: Float64Array.of(0.5, 0.4, 0.2, 0.1, 0.2, 0.7) },
      { probability: Float64Array.of(-0.5, 1, 0.5, 0.1, 0.2, 0.7) },
    ]
    for (const change of bad) expect(() => oneMoreVote({ ...input, ...change })).toThrow(RangeError)
  })
})
