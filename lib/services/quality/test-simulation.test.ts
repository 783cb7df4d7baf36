import { describe, expect, it } from 'vitest'
import type { KnownPair } from '@/lib/domain/quality/control-task-pieces'
import { planControlTasks } from '@/lib/domain/quality/control-task-plan'
import { defaultTest, isTestPassed, type KindScore, passChance } from '@/lib/domain/quality/test-pass'
import { type Answer, answerCode } from '@/lib/domain/rating/answer'
import { permutation, seededRandom } from '@/lib/numeric/seeded-random'

type Random = () => number
type Rater = (labels: readonly KnownPair[], random: Random) => Answer[]

const always =
  (answer: Answer): Rater =>
  (labels) =>
    labels.map(() => answer)
const coin = (random: Random): Answer => (random() < 0.5 ? 'yes' : 'no')
/** Returns how right an answer to a pair of known truth is, as in `score_qualification_test`: a maybe is half right. */
const goldenMark = (answer: Answer, holds: boolean): number => {
  const code = answerCode(answer)
  return code === 1 ? 0.5 : (code === 2) === holds ? 1 : 0
}
const rightOn =
  (share: number): Rater =>
  (labels, random) =>
    labels.map(({ holds }) => (random() < share === holds ? 'yes' : 'no'))
/** Answers one image in `every` as an honest rater does, and the others without looking. */
const careless =
  (every: number, otherwise: Rater): Rater =>
  (labels, random) =>
    (random() * every < 1 ? rightOn(0.85) : otherwise)(labels, random)

const raters: [name: string, rater: Rater][] = [
  ['no to everything', always('no')],
  ['maybe to everything', always('maybe')],
  ['yes to everything', always('yes')],
  ['yes and no at random', (labels, random) => labels.map(() => coin(random))],
  [
    'no, maybe and yes at random',
    (labels, random) => labels.map(() => (['no', 'maybe', 'yes'] as const)[Math.floor(random() * 3)]!),
  ],
  [
    'one label of each picture at random',
    (labels, random) => {
      const chosen = Math.floor(random() * labels.length)
      return labels.map((_, index) => (index === chosen ? 'yes' : 'no'))
    },
  ],
  ['fast: looks at one picture in five, no to the rest', careless(5, always('no'))],
  [
    'fast: looks at one picture in five, guesses the rest',
    careless(5, (labels, random) => labels.map(() => coin(random))),
  ],
]

function goldenSet(shapes: readonly (readonly [holding: number, others: number])[]): KnownPair[] {
  let candidateId = 0
  return shapes.flatMap(([holding, others], imageId) =>
    Array.from({ length: holding + others }, (_, index) => {
      const id = candidateId++
      return { candidateId: id, imageId, holds: index < holding }
    }),
  )
}

/** 60 of the photographs with 737 labels, one of them true per image: 8%. */
const photographs = goldenSet(Array.from({ length: 60 }, (_, image) => [1, image < 17 ? 12 : 11] as const))
/** Images with one to four true labels among four to eight. */
function genericSet(seed: number): KnownPair[] {
  const random = seededRandom(seed)
  return goldenSet(
    Array.from({ length: 60 }, () => {
      const size = 4 + Math.floor(random() * 5)
      const holding = 1 + Math.floor(random() * Math.min(4, size - 1))
      return [holding, size - holding] as const
    }),
  )
}

const draws = 4000
const usual: { testTasks: number; passMark: number; attempts: number } = { ...defaultTest, attempts: 1 }

/** Returns the share of passed attempts, each with a new draw of test tasks made as in production. */
function passShare(
  pairs: readonly KnownPair[],
  rater: Rater,
  seed: number,
  { attempts, testTasks, passMark }: typeof usual = usual,
): number {
  const known = new Map(pairs.map((pair) => [pair.candidateId, pair]))
  const useOf = new Map(pairs.map(({ imageId }) => [imageId, 'test' as const]))
  const tasks = planControlTasks({ pairs, useOf, tasks: [] }).missing.map(({ candidateIds }) =>
    candidateIds.map((id) => known.get(id)!),
  )
  const random = seededRandom(seed)
  let passed = 0
  for (let draw = 0; draw < draws; draw++) {
    const order = permutation(random, tasks.length)
    for (let attempt = 0; attempt < attempts; attempt++) {
      const from = attempt * testTasks
      const drawn = Array.from(order.subarray(from, from + testTasks), (index) => tasks[index]!)
      if (!isAttemptPassed(drawn, passMark, rater, random)) continue
      passed++
      break
    }
  }
  return passed / draws
}

function isAttemptPassed(tasks: readonly KnownPair[][], passMark: number, rater: Rater, random: Random): boolean {
  const scores: Record<'holds' | 'holdsNot', KindScore> = {
    holds: { count: 0, right: 0 },
    holdsNot: { count: 0, right: 0 },
  }
  for (const labels of tasks) {
    const answers = rater(labels, random)
    for (const [index, { holds }] of labels.entries()) {
      const score = scores[holds ? 'holds' : 'holdsNot']
      score.count++
      score.right += goldenMark(answers[index]!, holds)
    }
  }
  return isTestPassed(scores.holds, scores.holdsNot, passMark)
}

describe.each([
  ['the photographs', photographs],
  ['a generic golden set', genericSet(1)],
])('the default test, on %s', (_, pairs) => {
  it.each(raters)('is failed by: %s', (_name, rater) => {
    expect(passShare(pairs, rater, 7)).toBeLessThan(0.05)
    // The same over both attempts.
    expect(passShare(pairs, rater, 8, defaultTest)).toBeLessThan(0.05)
  })

  it('is passed at the first attempt by 95% of the raters who are right on 85%', () => {
    const share = passShare(pairs, rightOn(0.85), 9)
    expect(share).toBeGreaterThan(0.95)
    const labels = pairs === photographs ? { holds: 20, holdsNot: 40 } : null
    // The settings page computes what is simulated here.
    if (labels)
      expect(passChance({ ...labels, passMark: defaultTest.passMark }, { holds: 0.85, holdsNot: 0.85 })).toBeCloseTo(
        share,
        1.5,
      )
  })
})

it.each([
  { ...defaultTest, testTasks: 16 },
  { ...defaultTest, passMark: 0.65 },
  { ...defaultTest, testTasks: 12, passMark: 0.65 },
])('a shorter or easier test is not enough: $testTasks tasks, $passMark', (test) => {
  const guesser = raters.at(-1)![1]
  const isPassedByHonest = passShare(photographs, rightOn(0.85), 10, { ...test, attempts: 1 }) > 0.95
  expect(isPassedByHonest && passShare(photographs, guesser, 11, test) < 0.05).toBe(false)
})

it('the plain share of right answers would pass a rater who says no to everything', () => {
  const right = photographs.filter(({ holds }) => goldenMark('no', holds) === 1).length
  expect(right / photographs.length).toBeGreaterThan(0.9)
})
