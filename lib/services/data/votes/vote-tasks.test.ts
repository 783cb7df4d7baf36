import { expect, test } from 'vitest'
import { voteTable } from '@/lib/aggregation/vote-table'
import { importedTasks } from './vote-tasks'

/** A table in which candidate k was answered by the raters `answeredBy[k]`. */
const votesBy = (answeredBy: number[][]) => {
  const pairs = answeredBy.flatMap((raters, candidate) => raters.map((rater) => ({ candidate, rater })))
  return voteTable({
    itemCount: answeredBy.length,
    raterCount: 6,
    answerCount: 3,
    item: pairs.map((pair) => pair.candidate),
    rater: pairs.map((pair) => pair.rater),
    answer: pairs.map(() => 0),
  })
}

test('puts at most eight candidates of one image that the same raters answered into a task, in file order', () => {
  const votes = votesBy(Array.from({ length: 10 }, () => [0, 3]))
  expect(importedTasks(votes, new Int32Array(10).fill(4))).toEqual([
    { image: 4, raters: [0, 3], candidates: [0, 1, 2, 3, 4, 5, 6, 7] },
    { image: 4, raters: [0, 3], candidates: [8, 9] },
  ])
})

test('keeps candidates apart that other raters answered or that belong to another image', () => {
  const votes = votesBy([
    [0, 1],
    [1, 2],
    [0, 1],
    [0, 1],
  ])
  expect(importedTasks(votes, Int32Array.of(9, 9, 9, 2))).toEqual([
    { image: 2, raters: [0, 1], candidates: [3] },
    { image: 9, raters: [0, 1], candidates: [0, 2] },
    { image: 9, raters: [1, 2], candidates: [1] },
  ])
})
