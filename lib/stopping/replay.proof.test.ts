import { describe, expect, it } from 'vitest'
import { simulatedVotes } from '@/lib/aggregation/simulated-votes'
import { voteTable } from '@/lib/aggregation/vote-table'
import { logit } from '@/lib/numeric/logistic'
import { seededRandom } from '@/lib/numeric/seeded-random'
import { auditDefaults, drawnRoles, isSettled, outcomeOf, roles } from './certified-rule'
import type { Decisions } from './decisions'
import { evidenceRange } from './flip-chance'
import { type ReplaySettings, replay, withShuffledRaters } from './replay'
import { replayedStates } from './vote-states'

const settings: ReplaySettings = { ...auditDefaults, limit: 0.01, order: 'random', ratersAre: 'known', minimum: 1 }

/** Five votes of two kinds of raters on 8,000 candidates of 1,600 images. */
function simulated(seed: number): Decisions {
  const careful = [0.85, 0.1, 0.05, 0.1, 0.15, 0.75]
  const hasty = [0.7, 0.1, 0.2, 0.3, 0.2, 0.5]
  const itemCount = 8_000
  const { votes, matrices } = simulatedVotes({
    ...{ itemCount, raterCount: 20, answerCount: 3, votesPerItem: 5, classPrior: [0.8, 0.2], seed },
    matrices: (rater) => (rater % 2 === 0 ? careful : hasty),
  })
  return {
    votes,
    candidateImage: Int32Array.from({ length: itemCount }, (_, item) => Math.floor(item / 5)),
    candidateClass: Int32Array.from({ length: itemCount }, (_, item) => (item * 7) % 50),
    candidateIsOriginal: Uint8Array.from({ length: itemCount }, (_, item) => Number(item % 5 === 0)),
    baseLogOdds: new Float64Array(itemCount).fill(logit(0.2)),
    probability: matrices.slice(0, 20 * 6),
    threshold: logit(0.8),
  }
}

/** Two raters who answer yes or no and are correct nine times out of ten, and one whose answers are uninformative. */
const byHand: Decisions = {
  votes: voteTable({
    ...{ itemCount: 2, raterCount: 3, answerCount: 2 },
    ...{ item: [0, 0, 0, 1, 1], rater: [0, 1, 2, 0, 1], answer: [1, 1, 0, 1, 0] },
  }),
  candidateImage: Int32Array.of(0, 0),
  candidateClass: Int32Array.of(0, 1),
  candidateIsOriginal: Uint8Array.of(1, 0),
  baseLogOdds: new Float64Array(2),
  probability: Float64Array.of(0.9, 0.1, 0.1, 0.9, 0.9, 0.1, 0.1, 0.9, 0.5, 0.5, 0.5, 0.5),
  threshold: logit(0.8),
}

describe('replayedStates', () => {
  it('matches hand-computed probabilities of a flip', () => {
    // A generator that always returns 0 keeps the order of votes.
    const states = replayedStates(byHand, { random: () => 0, order: 'random', ratersAre: 'known', minimum: 1 })
    expect([...states.start]).toEqual([0, 2, 3])
    expect([...states.toCome]).toEqual([2, 1, 1])
    expect([...states.isKept]).toEqual([1, 0])
    // After one yes of three the label is kept, and only a no of the second rater can change that.
    expect(states.flipIfHolds[0]).toBeCloseTo(0.1, 12)
    expect(states.flipIfNot[0]).toBeCloseTo(0.9, 12)
    // The third rater is uninformative, so everything is settled after two yeses.
    expect([...states.canFlip]).toEqual([1, 0, 1])
    expect(states.afterFirst[0]).toBeCloseTo(0.9, 12)
  })

  it('takes the uninformative rater last if the order is informative', () => {
    const states = replayedStates(byHand, { random: () => 0.99, order: 'informative', ratersAre: 'known', minimum: 1 })
    expect([...states.canFlip]).toEqual([1, 0, 1])
  })

  it('uses the average rater for votes to come if raters are unknown', () => {
    const states = replayedStates(byHand, { random: () => 0, order: 'random', ratersAre: 'unknown', minimum: 1 })
    // After two yeses two noes would be needed, but only one vote is to come.
    expect([...states.canFlip]).toEqual([1, 0, 1])
    const mean = (0.1 + 0.1 + 0.5) / 3
    expect(states.flipIfHolds[2]).toBeCloseTo(mean, 12)
  })

  it('has no state before the minimum, and none if the minimum is all votes', () => {
    const states = replayedStates(byHand, { random: () => 0, order: 'random', ratersAre: 'known', minimum: 2 })
    expect([...states.start]).toEqual([0, 1, 1])
    expect([...states.toCome]).toEqual([1])
    expect(states.logOdds[0]).toBeCloseTo(2 * Math.log(9), 12)
    const outcome = outcomeOf(byHand, states, (state) => isSettled(states, state), [0, 1])
    expect(outcome).toEqual({ used: 4, votes: 5, changed: 0, lost: 0 })
  })

  it('rejects more than nine votes on a candidate', () => {
    const { votes, matrices } = simulatedVotes({
      ...{ itemCount: 1, raterCount: 10, answerCount: 3, votesPerItem: 10, classPrior: [0.5, 0.5], seed: 1 },
      matrices: [0.8, 0.1, 0.1, 0.1, 0.1, 0.8],
    })
    const one = { ...byHand, votes, probability: matrices.slice(0, 60) }
    expect(() =>
      replayedStates(one, { random: seededRandom(1), order: 'random', ratersAre: 'known', minimum: 1 }),
    ).toThrow('Candidate 0 has 10 votes; at most 9 can be replayed')
  })
})

it('bounds the evidence of further votes by different known raters and any number of unknown ones', () => {
  const probability = Float64Array.of(0.98, 0.01, 0.01, 0.01, 0.01, 0.98)
  const mean = Float64Array.of(0.6, 0.2, 0.2, 0.2, 0.2, 0.6)
  const [none, one, two] = evidenceRange({ probability, mean }, 2)
  expect(none).toEqual([0, 0])
  expect(one![1]).toBeCloseTo(Math.log(98), 12)
  expect(two![1]).toBeCloseTo(Math.log(98) + Math.log(3), 12)
  expect(two![0]).toBeCloseTo(-two![1], 12)
})

describe('lossless stopping', () => {
  it.each(['known', 'unknown'] as const)('saves votes and changes nothing, raters %s', (ratersAre) => {
    const decisions = simulated(1)
    const states = replayedStates(decisions, { random: seededRandom(1), order: 'random', ratersAre, minimum: 1 })
    const all = [...states.isKept.keys()]
    const outcome = outcomeOf(decisions, states, (state) => isSettled(states, state), all)
    expect(outcome.changed).toBe(0)
    expect(outcome.used).toBeLessThan(0.95 * outcome.votes)
    expect(outcome.votes).toBe(40_000)
  })
})

describe('replay', () => {
  it('saves more with a limit than losslessly, and is deterministic', () => {
    const decisions = simulated(2)
    const outcome = replay(decisions, settings, 3)
    expect(outcome.losslessChanged).toBe(0)
    expect(outcome.saved).toBeGreaterThan(outcome.losslessSaved + 0.02)
    expect(outcome.bound).toBeLessThanOrEqual(0.01)
    expect(outcome.changed).toBeGreaterThan(0)
    expect(replay(decisions, settings, 3)).toEqual(outcome)
  })

  it.each([false, true])('breaks the limit in at most 5 of 60 replays, raters shuffled: %s', (isShuffled) => {
    // Fewer than 5% are expected. With exactly 5%, at least 6 of 60 would occur with a probability of about 8%.
    let broken = 0
    for (let seed = 0; seed < 60; seed++) {
      const decisions = simulated(100 + seed)
      const used = isShuffled ? withShuffledRaters(decisions, seed) : decisions
      if (replay(used, { ...settings, auditShare: 0.2 }, seed).isLimitBroken) broken++
    }
    expect(broken).toBeLessThanOrEqual(5)
  })

  it('saves less with a higher minimum, and throws if the minimum is all votes', () => {
    const decisions = simulated(2)
    const of = (minimum: number) => replay(decisions, { ...settings, minimum }, 3)
    const saved = [1, 2, 4].map((minimum) => of(minimum).saved)
    expect(saved).toEqual(saved.toSorted((one, other) => other - one))
    expect(saved[2]).toBeGreaterThan(0)
    expect(saved[2]).toBeLessThanOrEqual(0.2)
    expect(() => of(5)).toThrow('No candidate has more votes than the minimum')
  })

  it('ignores candidates without more votes than the minimum', () => {
    const decisions = simulated(2)
    const { votes } = decisions
    // The last hundred candidates lose all but two votes.
    const from = votes.itemCount - 100
    const kept = [...votes.code.keys()].filter((at) => at < 5 * from || (at - 5 * from) % 5 < 2)
    const itemStart = votes.itemStart.map((start, item) => Math.min(start, 5 * from + 2 * Math.max(0, item - from)))
    const code = Uint16Array.from(kept, (at) => votes.code[at]!)
    const fewer = { ...decisions, votes: { ...votes, itemStart, code, voteCount: code.length } }
    const outcome = replay(fewer, { ...settings, minimum: 2 }, 3)
    expect(outcome).toMatchObject({ candidates: from, votes: 5 * from })
  })

  it('stops only settled candidates if no rule can be proved', () => {
    const outcome = replay(simulated(3), { ...settings, limit: 0.0005, auditShare: 0.02 }, 1)
    expect(outcome.price).toBeNull()
    expect(outcome.changed).toBe(0)
    expect(outcome.saved).toBe(outcome.losslessSaved)
  })
})

it('draws candidates independently for learning and audit, in the requested shares', () => {
  const role = drawnRoles(100_000, { ...auditDefaults, limit: 0.01 }, 7)
  const share = (wanted: number) => role.filter((one) => one === wanted).length / role.length
  expect(share(roles.learned)).toBeCloseTo(0.04, 2)
  expect(share(roles.audited)).toBeCloseTo(0.08, 2)
})
