import { expect, test } from 'vitest'
import type { AgreementReport } from '@/lib/contracts/agreement'
import { noAgreementView } from '@/lib/domain/agreement/agreement-view'
import { agreementPage } from './agreement-page'

const figures = (value: number | null, voteCount: number) => {
  const figure = { value, low: null, high: null }
  return {
    ...{ candidateCount: 1, voteCount, pairCount: 1 },
    ...{ alphaOrdinal: figure, alphaNominal: figure, fleissKappa: figure, rawAgreement: figure },
  }
}
const classes: Array<[string, string, number | null, number]> = [
  ['crane', 'bird', 0.5, 40],
  ['Heron', 'bird', null, 10],
  ['crane', 'machine', 0.2, 30],
  ['apple', 'fruit', 0.9, 40],
]
const report: AgreementReport = {
  ...{ voteCount: 120, overall: figures(0.5, 120), byGroup: [], byRater: [], byDay: null },
  byClass: classes.map(([name, group, value, votes], classId) => ({ classId, name, group, ...figures(value, votes) })),
  ...{ minimumShared: 20, pairs: [], pairCount: 0 },
}
const ids = (view: Partial<typeof noAgreementView>) =>
  agreementPage(report, { ...noAgreementView, ...view }).byClass.map(({ classId }) => classId)

test('classes stand in the order asked for, undefined figures last in both directions', () => {
  expect(ids({})).toEqual([2, 0, 3, 1])
  expect(ids({ isDescending: true })).toEqual([3, 0, 2, 1])
  expect(ids({ order: 'votes', isDescending: true })).toEqual([3, 0, 2, 1])
  expect(ids({ order: 'name' })).toEqual([3, 0, 2, 1])
})

test('finds classes by a part of their name or group, in any case', () => {
  expect(ids({ name: 'HER' })).toEqual([1])
  expect(ids({ name: 'bird' })).toEqual([0, 1])
  expect(agreementPage(report, { ...noAgreementView, name: 'bird' })).toMatchObject({
    foundClassCount: 2,
    classCount: 4,
  })
})

test('long tables come in pages, and a page beyond the end is the last', () => {
  const many = { ...report, byClass: Array.from({ length: 60 }, (_, classId) => ({ ...report.byClass[0], classId })) }
  const pages = [1, 2, 3, 99].map((classPage) => agreementPage(many, { ...noAgreementView, classPage }))
  expect(pages.map((page) => page.byClass.length)).toEqual([25, 25, 10, 10])
  expect(pages.map((page) => page.byClass[0].classId)).toEqual([0, 25, 50, 50])
  expect(pages[3]).toMatchObject({ view: { classPage: 3 }, classPageCount: 3, foundClassCount: 60, pairPageCount: 1 })
})
