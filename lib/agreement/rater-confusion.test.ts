import { expect, test } from 'vitest'
import { seededRandom } from '@/lib/numeric/seeded-random'
import { raterConfusion, raterSkill } from './rater-confusion'

/** Balanced accuracy by definition: the mean of the shares correct where the label holds and where it does not. */
function balancedAccuracy(counts: Float64Array): number | null {
  const worth = [0, 0.5, 1]
  let right = 0
  for (let row = 0; row < 2; row++) {
    let sum = 0
    let hits = 0
    for (let answer = 0; answer < 3; answer++) {
      const count = counts[row * 3 + answer]!
      sum += count
      hits += count * (row === 0 ? worth[answer]! : 1 - worth[answer]!)
    }
    if (sum <= 0) return null
    right += hits / sum
  }
  return right / 2
}

const judged = (answer: number[], truth: number[]) => ({
  answer: Uint8Array.from(answer),
  truth: Float64Array.from(truth),
})
const options = { seed: 1, replicates: 400 }

test('counts answers by whether the label holds, weighted by its probability', () => {
  const counts = raterConfusion(judged([2, 2, 1, 0, 0], [1, 0.75, 0.5, 0, 0.25]))
  expect([...counts]).toEqual([0.25, 0.5, 1.75, 1.75, 0.5, 0.25])
})

test('counts maybe as half correct, and weights both truths equally however rare one is', () => {
  // Holds: yes, maybe = (1 + 0.5) / 2. Does not: no, no, no, yes = 3 / 4.
  expect(balancedAccuracy(raterConfusion(judged([2, 1, 0, 0, 0, 2], [1, 1, 0, 0, 0, 0])))).toBe(0.75)
})

test('is 0.5 for constant answers, and undefined if only one truth occurs', () => {
  for (const answer of [0, 1, 2]) {
    expect(balancedAccuracy(raterConfusion(judged([answer, answer, answer], [1, 0, 0])))).toBe(0.5)
  }
  expect(balancedAccuracy(raterConfusion(judged([2, 2], [1, 1])))).toBeNull()
  expect(balancedAccuracy(raterConfusion(judged([], [])))).toBeNull()
})

/** A rater who is correct 8 times out of 10, on images of four candidates each. */
function plantedSkill(images: number, seed: number) {
  const random = seededRandom(seed)
  const answer: number[] = []
  const truth: number[] = []
  for (let index = 0; index < images * 4; index++) {
    truth.push(random() < 0.3 ? 1 : 0)
    const isRight = random() < 0.8
    answer.push(isRight === (truth[index] === 1) ? 2 : 0)
  }
  const cluster = Int32Array.from(answer, (_, index) => Math.floor(index / 4))
  const all = judged(answer, truth)
  return { all, skill: raterSkill(all, { ...options, cluster, clusterCount: images }) }
}

test('equals balanced accuracy, with about 95 of 100 intervals covering the planted value', () => {
  const planted = Array.from({ length: 100 }, (_, seed) => plantedSkill(100, seed))
  for (const { all, skill } of planted.slice(0, 5)) {
    expect(skill.value).toBeCloseTo(balancedAccuracy(raterConfusion(all)) ?? Number.NaN, 12)
  }
  const holding = planted.filter(({ skill: { interval } }) => interval && interval[0] <= 0.8 && interval[1] >= 0.8)
  expect(holding.length).toBeGreaterThanOrEqual(89)
  expect(holding.length).toBeLessThanOrEqual(99)
})

test('narrows the interval with the square root of the number of images', () => {
  const width = (images: number) => {
    const [low, high] = plantedSkill(images, 7).skill.interval ?? [Number.NaN, Number.NaN]
    return high - low
  }
  expect(width(100) / width(2_500)).toBeCloseTo(5, 0)
})

test('does not depend on the order of answers', () => {
  const answer = [2, 0, 1, 2, 0, 0, 2, 1, 2, 0, 2, 0]
  const truth = [1, 0, 0.5, 0.25, 1, 0, 1, 0, 1, 0, 1, 0]
  const cluster = [0, 0, 1, 1, 2, 2, 3, 3, 3, 3, 2, 2]
  const skill = (order: number[]) =>
    raterSkill(
      judged(
        order.map((k) => answer[k]!),
        order.map((k) => truth[k]!),
      ),
      {
        ...options,
        cluster: Int32Array.from(order, (k) => cluster[k]!),
        clusterCount: 4,
      },
    )
  const order = Array.from(answer.keys())
  expect(skill(order).value).not.toBeNull()
  expect(skill(order.toReversed())).toEqual(skill(order))
})

test('has a value but no interval with one image, and neither with fewer than five answers of a kind', () => {
  const ofOneImage = (holding: number, others: number) => {
    const truth = [...new Array<number>(holding).fill(1), ...new Array<number>(others).fill(0)]
    const cluster = new Int32Array(truth.length)
    return raterSkill(
      judged(
        truth.map((holds) => 2 * holds),
        truth,
      ),
      { ...options, cluster, clusterCount: 1 },
    )
  }
  expect(ofOneImage(5, 5)).toMatchObject({ value: 1, interval: null })
  for (const few of [ofOneImage(4, 50), ofOneImage(50, 4)]) expect(few).toMatchObject({ value: null, interval: null })
  const none = raterSkill(judged([], []), { ...options, cluster: new Int32Array(0), clusterCount: 0 })
  expect(none).toMatchObject({ value: null, interval: null })
})

test('rejects invalid answers, probabilities and clusters', () => {
  expect(() => raterConfusion(judged([3], [1]))).toThrow('Answer 0 is 3')
  expect(() => raterConfusion(judged([2], [Number.NaN]))).toThrow('truth of answer 0')
  expect(() => raterConfusion(judged([2], []))).toThrow(RangeError)
  const cluster = Int32Array.of(5)
  expect(() => raterSkill(judged([2], [1]), { ...options, cluster, clusterCount: 5 })).toThrow('Cluster 5')
})
