import { expect, it } from 'vitest'
import { pageOf } from './page-of'

it('shows the last page if the wanted one is past the end, and one page of an empty list', () => {
  expect(pageOf(101, 2, 50)).toEqual({ page: 2, pageCount: 3, offset: 50 })
  expect(pageOf(100, 7, 50)).toEqual({ page: 2, pageCount: 2, offset: 50 })
  expect(pageOf(0, 3, 50)).toEqual({ page: 1, pageCount: 1, offset: 0 })
})
