import { expect, test } from 'vitest'
import type { AggregationRows } from '@/lib/db/runs/read-aggregation-rows'
import { aggregationData, aggregationInputHash } from './aggregation-data'

const classes = { id: Int32Array.of(5, 7), index: Int32Array.of(0, 1), path: [[], []] as string[][] }

/** Returns rows of two images, three candidates, and raters 4 and 9 (an expert), whose ids have gaps. */
const rows = (change: Partial<AggregationRows> = {}): AggregationRows => ({
  readAt: new Date(0),
  images: { id: Int32Array.of(3, 1), position: Int32Array.of(0, 1), originalClass: Int32Array.of(7, -1) },
  classes,
  raters: { id: Int32Array.of(4, 9), isExpert: Uint8Array.of(0, 1), isExcluded: Uint8Array.of(0, 0) },
  candidates: {
    id: Int32Array.of(20, 10, 30),
    image: Int32Array.of(3, 3, 1),
    class: Int32Array.of(7, 5, 5),
    isOriginal: Uint8Array.of(1, 0, 0),
  },
  votes: { candidate: Int32Array.of(10, 20, 30), rater: Int32Array.of(4, 4, 4), answer: Uint8Array.of(0, 2, 1) },
  goldenAnswers: { candidate: Int32Array.of(10, 10), rater: Int32Array.of(4, 9), answer: Uint8Array.of(1, 2) },
  adjudicated: { candidate: Int32Array.of(), answer: Uint8Array.of(), isByHand: Uint8Array.of() },
  excluded: new Map(),
  chosen: new Set(),
  models: { id: Int32Array.of(), name: [] },
  predictions: { model: Int32Array.of(), candidate: Int32Array.of(), rank: Int32Array.of() },
  ...change,
})

test('assigns indices to images, candidates and raters in the order of the rows', () => {
  const { input, originalLabel, classOfIndex } = aggregationData(rows())
  expect(Array.from(input.candidateImage)).toEqual([0, 0, 1])
  expect(Array.from(input.candidateClass)).toEqual([1, 0, 0])
  expect(Array.from(input.votes.itemStart)).toEqual([0, 1, 2, 3])
  expect(Array.from(input.votes.code)).toEqual([2, 0, 1])
  expect(Array.from(input.goldenAnswers.candidate)).toEqual([1, 1])
  expect(Array.from(input.goldenAnswers.isExpert)).toEqual([0, 1])
  expect(Array.from(originalLabel)).toEqual([1, -1])
  expect(classOfIndex.get(1)).toBe(7)
})

test('has the same hash for the same data and different hashes for different data', () => {
  const hashOf = (change: Partial<AggregationRows> = {}) => aggregationInputHash(aggregationData(rows(change)))
  const changes: Partial<AggregationRows>[] = [
    { votes: { candidate: Int32Array.of(10, 20, 30), rater: Int32Array.of(4, 4, 4), answer: Uint8Array.of(0, 2, 2) } },
    { votes: { candidate: Int32Array.of(10, 20), rater: Int32Array.of(4, 4), answer: Uint8Array.of(0, 2) } },
    { goldenAnswers: { candidate: Int32Array.of(10, 10), rater: Int32Array.of(4, 9), answer: Uint8Array.of(1, 0) } },
    { images: { id: Int32Array.of(3, 1), position: Int32Array.of(0, 1), originalClass: Int32Array.of(7, 5) } },
    { excluded: new Map([[1, 'broken']]) },
    { adjudicated: { candidate: Int32Array.of(10), answer: Uint8Array.of(2), isByHand: Uint8Array.of(0) } },
    { adjudicated: { candidate: Int32Array.of(10), answer: Uint8Array.of(2), isByHand: Uint8Array.of(1) } },
    { adjudicated: { candidate: Int32Array.of(10), answer: Uint8Array.of(0), isByHand: Uint8Array.of(0) } },
    {
      candidates: {
        id: Int32Array.of(20, 10, 30),
        image: Int32Array.of(3, 3, 1),
        class: Int32Array.of(7, 5, 5),
        isOriginal: Uint8Array.of(0, 0, 0),
      },
    },
  ]
  expect(hashOf()).toMatch(/^[0-9a-f]{64}$/)
  expect(hashOf({ readAt: new Date(1) })).toBe(hashOf())
  expect(new Set([hashOf(), ...changes.map(hashOf)]).size).toBe(changes.length + 1)
})

test('gives each model the candidates that are its first choice, and each candidate the group of its class', () => {
  const models = { id: Int32Array.of(2, 5), name: ['small', 'large'] }
  const predictions = {
    model: Int32Array.of(2, 2, 5),
    candidate: Int32Array.of(10, 20, 30),
    rank: Int32Array.of(0, 1, 0),
  }
  const path = [
    ['thing', 'animal', 'dog'],
    ['thing', 'tool', 'axe'],
  ]
  const { input } = aggregationData(rows({ models, predictions, classes: { ...classes, path } }))
  expect(input.models?.map(({ name, isTop1 }) => [name, ...isTop1])).toEqual([
    ['small', 0, 1, 0],
    ['large', 0, 0, 1],
  ])
  expect(input.groups?.candidateGroup).toHaveLength(3)
  expect(aggregationData(rows()).input).not.toHaveProperty('models')
  expect(aggregationData(rows()).input).not.toHaveProperty('groups')
})
