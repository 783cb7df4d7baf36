import { expect, test } from 'vitest'
import { keptMarks, marksOf, pagesOf, submittedPictures } from './class-pages'

const rows = (...counts: number[]) =>
  counts.flatMap((count, classId) => Array.from({ length: count }, (_, index) => ({ classId, index })))
const sizes = (pages: { classId: number }[][]) => pages.map((page) => [page[0]!.classId, page.length])

test('a page has one class and at most twelve pictures', () => {
  expect(sizes(pagesOf(rows(13, 1, 0, 12, 3)))).toEqual([
    [0, 12],
    [0, 1],
    [1, 1],
    [3, 12],
    [4, 3],
  ])
  expect(pagesOf([])).toEqual([])
})

test('where there are more rows, a page that may lack pictures is left out, but never the only one', () => {
  expect(sizes(pagesOf(rows(12, 4), true))).toEqual([[0, 12]])
  expect(sizes(pagesOf(rows(12, 12), true))).toHaveLength(2)
  expect(sizes(pagesOf(rows(4), true))).toEqual([[0, 4]])
})

test('marks are kept by candidate, so that a page with other pictures has those it still shows', () => {
  const kept = keptMarks([7, 8, 9], ['yes', null, 'maybe'])
  expect(kept).toEqual({ 7: 'yes', 9: 'maybe' })
  expect(marksOf([9, 5, 7], kept)).toEqual(['maybe', null, 'yes'])
  expect(marksOf([7], { 7: 'no' })).toEqual([null])
})

test('a picture without a mark is no, as one of the rest; one that did not load is not answered', () => {
  const seen = { shownMs: [400, 500, 0], failed: [2] }
  expect(submittedPictures([7, 8, 9], ['maybe', null, null], seen)).toEqual([
    { candidateId: 7, position: 0, answer: 'maybe', isRest: false, shownMs: 400 },
    { candidateId: 8, position: 1, answer: 'no', isRest: true, shownMs: 500 },
  ])
})
