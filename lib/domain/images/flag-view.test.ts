import { expect, test } from 'vitest'
import { flagViewAddress, flagViewOf } from './flag-view'

const kinds = ['broken', 'offensive']
const read = (address: string) => flagViewOf(Object.fromEntries(new URLSearchParams(address)), kinds)

test('a view reads back from its address', () => {
  for (const view of [
    { isSettled: false, kind: null, page: 1 },
    { isSettled: true, kind: 'broken', page: 3 },
    { isSettled: false, kind: 'comment', page: 1 },
  ])
    expect(read(flagViewAddress(view))).toEqual(view)
  expect(flagViewAddress({ isSettled: false, kind: null, page: 1 })).toBe('')
})

test('what an address says that is not known is left out', () => {
  expect(read('?show=all&kind=ugly&page=0')).toEqual({ isSettled: false, kind: null, page: 1 })
  expect(flagViewOf({ kind: ['broken', 'offensive'], page: '2x' }, kinds)).toEqual({
    ...{ isSettled: false, kind: null, page: 1 },
  })
})
