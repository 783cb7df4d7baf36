import { expect, test } from 'vitest'
import { keptMarks, marksOf, pagesOf, submittedPictures } from './class-pages'

const rows = (...counts: number[]) =>
  counts.flatMap((count, classId) => Array.from({ length: count }, (_, index) => ({ classId, index })))
const sizes = (pages: { classId: number }[][]) => pages.map((page) => [page[0]!.classId, page.length])

test('puts at most twelve pictures of one class on a page', () => {
  expect(sizes(pagesOf(rows(13, 1, 0, 12, 3)))).toEqual([
    [0, 12],
    [0, 1],
    [1, 1],
    [3, 12],
    [4, 3],
  ])
  expect(pagesOf([])).toEqual([])
})

test('omits a possibly incomplete last page if there are more rows, unless it is the only one', () => {
  expect(sizes(pagesOf(rows(12, 4), true))).toEqual([[0, 12]])
  expect(sizes(pagesOf(rows(12, 12), true))).toHaveLength(2)
  expect(sizes(pagesOf(rows(4), true))).toEqual([[0, 4]])
})

test('keeps marks by candidate, so that a changed page keeps those of pictures it still shows', () => {
  const kept = keptMarks([7, 8, 9], ['yes', null, 'maybe'])
  expect(kept).toEqual({ 7: 'yes', 9: 'maybe' })
  expect(marksOf([9, 5, 7], kept)).toEqual(['maybe', null, 'yes'])
  expect(marksOf([7], { 7: 'no' })).toEqual([null])
})

test('answers no for pictures without a mark, and omits pictures that did not load', () => {
  const seen = { shownMs: [400, 500, 0], failed: [2] }
  expect(submittedPictures([7, 8, 9], ['maybe', null, null], seen)).toEqual([
    { candidateId: 7, position: 0, answer: 'maybe', isRest: false, shownMs: 400 },
    { candidateId: 8, position: 1, answer: 'no', isRest: true, shownMs: 500 },
  ])
})
