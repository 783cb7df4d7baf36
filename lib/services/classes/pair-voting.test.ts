import { expect, it } from 'vitest'
import { pairVoting } from './pair-voting'

const vote = (imageId: number, raterId: number, first: number | null, second: number | null) => [
  ...(first === null ? [] : [{ imageId, raterId, isSecond: false, answer: first }]),
  ...(second === null ? [] : [{ imageId, raterId, isSecond: true, answer: second }]),
]

it('counts raters who answered both classes, by their two answers', () => {
  const votes = [...vote(1, 1, 2, 0), ...vote(1, 2, 0, 2), ...vote(2, 1, 2, 2), ...vote(2, 2, 1, null)]
  expect(pairVoting(votes).matrix).toEqual([
    [0, 0, 1],
    [0, 0, 0],
    [1, 0, 1],
  ])
})

it('finds images where one rater says yes to only one class and another only to the other', () => {
  const divided = [...vote(1, 1, 2, 0), ...vote(1, 2, 1, 2)]
  const agreed = [...vote(2, 1, 2, 2), ...vote(2, 2, 2, 0), ...vote(3, 1, 2, 0), ...vote(3, 2, 0, 0)]
  // A rater who answered only one of the classes is not counted.
  const unasked = [...vote(4, 1, 2, 0), ...vote(4, 2, null, 2)]
  expect(pairVoting([...divided, ...agreed, ...unasked]).divided).toEqual([1])
})

it('measures agreement on each class and on both, and returns null without votes', () => {
  const votes = [1, 2, 3, 4, 5, 6].flatMap((image) => [
    ...vote(image, 1, image % 2 ? 2 : 0, 0),
    ...vote(image, 2, image % 2 ? 2 : 0, image % 2 ? 2 : 0),
  ])
  const { first, second, both } = pairVoting(votes).agreement
  expect(first?.rawAgreement.value).toBe(1)
  expect(second?.rawAgreement.value).toBe(0.5)
  expect(both?.rawAgreement.value).toBe(0.75)
  expect(both).toMatchObject({ candidateCount: 12, voteCount: 24, pairCount: 12 })
  expect(pairVoting([])).toMatchObject({ divided: [], agreement: { first: null, second: null, both: null } })
})
