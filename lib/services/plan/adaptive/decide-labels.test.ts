import { expect, test } from 'vitest'
import type { VotedCandidate } from '@/lib/db/plan/round-query'
import { logit } from '@/lib/numeric/logistic'
import { randomInt, seededRandom } from '@/lib/numeric/seeded-random'
import { roles } from '@/lib/stopping/certified-rule'
import { decideLabels, type StoppingTerms } from './decide-labels'
import { drawnRole, keptRule, learnRule } from './kept-rule'
import type { VoteEvidence } from './read-evidence'
import { weighVotes } from './weigh-votes'

const matrix = Float64Array.of(0.85, 0.07, 0.08, 0.08, 0.07, 0.85)
const evidence: VoteEvidence = {
  from: { runId: 1 },
  keptFrom: 0,
  base: [logit(0.1), logit(0.8)],
  matrices: new Map(Array.from({ length: 20 }, (_, id) => [id, matrix])),
  mean: matrix,
}

/** Simulates votes of raters who err according to the matrix, on eight candidates per image. */
function simulated(count: number, votes: number): VotedCandidate[] {
  const random = seededRandom(1)
  return Array.from({ length: count }, (_, id) => {
    const isOriginal = id % 8 === 0
    const row = random() < (isOriginal ? 0.8 : 0.1) ? 3 : 0
    const first = randomInt(random, 20)
    const answers = Array.from({ length: votes }, () => {
      const draw = random()
      return draw < matrix[row]! ? 0 : draw < matrix[row]! + matrix[row + 1]! ? 1 : 2
    })
    const raters = answers.map((_, vote) => (first + vote) % 20)
    return { id, imageId: Math.floor(id / 8), classId: id % 50, isOriginal, raters, answers, excludedRaters: [] }
  })
}

const upTo = (one: VotedCandidate, votes: number): VotedCandidate => ({
  ...one,
  ...{ raters: one.raters.slice(0, votes), answers: one.answers.slice(0, votes) },
})

const terms: StoppingTerms = {
  ...{ minimum: 2, maximum: 5, limit: null, rule: null, isHolding: false },
  roleOf: () => roles.ordinary,
}

/** Decides every candidate as its votes arrive one by one. */
function run(all: readonly VotedCandidate[], given: StoppingTerms) {
  const ends = new Map<number, ReturnType<typeof decideLabels>['stops'][number]>()
  for (let votes = given.minimum; votes <= given.maximum; votes++) {
    const now = all.map((one) => upTo(one, ends.get(one.id)?.votes ?? votes))
    const open = new Set(all.flatMap(({ id }) => (ends.has(id) ? [] : [id])))
    for (const stop of decideLabels(now, open, evidence, given).stops) ends.set(stop.candidateId, stop)
  }
  return ends
}

const keptByAll = (all: readonly VotedCandidate[]) =>
  weighVotes(all, evidence, { minimum: 2, maximum: 5, isWanted: () => false, isLast: true }).states.isKept

test('without a limit, stops only if no further vote can change the decision', () => {
  const all = simulated(4_000, 5)
  const kept = keptByAll(all)
  const ends = run(all, terms)
  expect(ends.size).toBe(all.length)
  expect(all.filter(({ id }) => Number(ends.get(id)?.holds) !== kept[id])).toEqual([])
  const saved = all.length * 5 - [...ends.values()].reduce((sum, { votes }) => sum + votes, 0)
  expect(saved).toBeGreaterThan(0.1 * all.length * 5)
  for (const { reason, votes } of ends.values()) expect(reason).toBe(votes < 5 ? 'lossless' : 'maximum')
})

test('with a limit, stops by what the drawn labels prove, and saves more votes', () => {
  const all = simulated(24_000, 5)
  const kept = keptByAll(all)
  const draw = { seed: 7, learnShare: 0.05, auditShare: 0.1 }
  const roleOf = (id: number) => drawnRole(id, draw)
  const limit = 0.01
  const stored = learnRule(all, evidence, { ...terms, limit, roleOf, now: new Date(0) })
  // Round trip through JSON, as in the database.
  const rule = keptRule.parse(JSON.parse(JSON.stringify(stored)))
  expect(rule.rule).not.toBeNull()
  expect(rule.bound).toBeLessThanOrEqual(limit)
  const ends = run(all, { ...terms, limit, rule, roleOf })
  const changed = all.filter(({ id }) => Number(ends.get(id)?.holds) !== kept[id])
  expect(changed.length).toBeGreaterThan(0)
  expect(changed.length).toBeLessThanOrEqual(limit * all.length)
  const votes = (of: typeof ends) => [...of.values()].reduce((sum, one) => sum + one.votes, 0)
  expect(votes(ends)).toBeLessThan(0.9 * votes(run(all, terms)))
  const drawn = [...ends.values()].filter(({ candidateId }) => roleOf(candidateId) !== roles.ordinary)
  expect(drawn.length / all.length).toBeCloseTo(0.15, 1)
  expect(drawn.some(({ reason }) => reason === 'price')).toBe(false)
})

test('holds labels that only a rule can stop, but neither drawn labels nor those that no vote can change', () => {
  const all = simulated(400, 3)
  const roleOf = (id: number) => (id % 10 === 0 ? roles.audited : roles.ordinary)
  const wanted = new Set(all.map(({ id }) => id))
  const { stops, open, held } = decideLabels(all, wanted, evidence, { ...terms, limit: 0.01, isHolding: true, roleOf })
  expect(stops.every(({ reason }) => reason === 'lossless')).toBe(true)
  expect(open.every(({ candidate, level }) => candidate.id % 10 === 0 && level === 0)).toBe(true)
  expect(stops.length + open.length + held.size).toBe(all.length)
  expect(held.size).toBeGreaterThan(0)
})

test('asks first about labels whose decision is most likely to change', () => {
  const all = simulated(400, 3)
  const wanted = new Set(all.map(({ id }) => id))
  const { open } = decideLabels(all, wanted, evidence, terms)
  const logOdds = weighVotes(all, evidence, { ...terms, isWanted: () => true, isLast: true }).logOdds
  const distance = (level: number) => {
    const own = open.filter((one) => one.level === level).map(({ candidate }) => Math.abs(logOdds[candidate.id]!))
    return own.reduce((sum, one) => sum + one, 0) / own.length
  }
  const levels = [...new Set(open.map(({ level }) => level))].sort((a, b) => a - b)
  expect(levels.length).toBeGreaterThan(1)
  expect(distance(levels[0]!)).toBeLessThan(distance(levels.at(-1)!))
})
