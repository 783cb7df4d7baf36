import { expect, test } from 'vitest'
import type { AggregationRows } from '@/lib/db/read-aggregation-rows'
import { aggregationData, aggregationInputHash } from './aggregation-data'

/** Two images, three candidates, raters 4 and 9 (an expert); numbers with gaps. */
const rows = (change: Partial<AggregationRows> = {}): AggregationRows => ({
  readAt: new Date(0),
  images: { id: [3, 1], position: [0, 1], originalClass: [7, -1] },
  classes: { id: [5, 7], index: [0, 1] },
  raters: { id: [4, 9], isExpert: [0, 1] },
  candidates: { id: [20, 10, 30], image: [3, 3, 1], class: [7, 5, 5], isOriginal: [1, 0, 0] },
  votes: { candidate: [10, 20, 30], rater: [4, 4, 4], answer: [0, 2, 1] },
  goldenAnswers: { candidate: [10, 10], rater: [4, 9], answer: [1, 2] },
  ...change,
})

test('gives images, candidates and raters places in the order of the rows', () => {
  const { input, originalLabel, classOfIndex } = aggregationData(rows())
  expect(Array.from(input.candidateImage)).toEqual([0, 0, 1])
  expect(Array.from(input.candidateClass)).toEqual([1, 0, 0])
  expect(Array.from(input.votes.candidateStart)).toEqual([0, 1, 2, 3])
  expect(Array.from(input.votes.answer)).toEqual([2, 0, 1])
  expect(Array.from(input.goldenAnswers.candidate)).toEqual([1, 1])
  expect(Array.from(input.goldenAnswers.isExpert)).toEqual([0, 1])
  expect(Array.from(originalLabel)).toEqual([1, -1])
  expect(classOfIndex.get(1)).toBe(7)
})

test('hashes the same data alike and other data otherwise', () => {
  const hashOf = (change: Partial<AggregationRows> = {}) => aggregationInputHash(aggregationData(rows(change)))
  const changes: Partial<AggregationRows>[] = [
    { votes: { candidate: [10, 20, 30], rater: [4, 4, 4], answer: [0, 2, 2] } },
    { votes: { candidate: [10, 20], rater: [4, 4], answer: [0, 2] } },
    { goldenAnswers: { candidate: [10, 10], rater: [4, 9], answer: [1, 0] } },
    { images: { id: [3, 1], position: [0, 1], originalClass: [7, 5] } },
    { candidates: { id: [20, 10, 30], image: [3, 3, 1], class: [7, 5, 5], isOriginal: [0, 0, 0] } },
  ]
  expect(hashOf()).toMatch(/^[0-9a-f]{64}$/)
  expect(hashOf({ readAt: new Date(1) })).toBe(hashOf())
  expect(new Set([hashOf(), ...changes.map(hashOf)]).size).toBe(changes.length + 1)
})
