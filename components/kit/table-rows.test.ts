import { expect, test } from 'vitest'
import { sortRows, tablePage } from './table-rows'

interface Row {
  id: number
  name: string
  share: number | null
}

const columns = [
  { key: 'name', sortValue: ({ name }: Row) => name },
  { key: 'share', sortValue: ({ share }: Row) => share },
  { key: 'id' },
]
const rows: Row[] = [
  { id: 1, name: 'dog', share: null },
  { id: 2, name: 'ant', share: 0.9 },
  { id: 3, name: 'Élan', share: 0.7 },
  { id: 4, name: 'cat', share: 0.9 },
  { id: 5, name: 'bee', share: null },
]
const ids = (by: string, isDescending = false) => sortRows(rows, columns, { by, isDescending }).map(({ id }) => id)

test('sorts in both directions, with missing values last and equal rows in their original order', () => {
  expect(ids('share')).toEqual([3, 2, 4, 1, 5])
  expect(ids('share', true)).toEqual([2, 4, 3, 1, 5])
})

test('sorts accented letters like their base letters', () => {
  expect(ids('name')).toEqual([2, 5, 4, 1, 3])
})

test('keeps the order for a column that does not exist or cannot be sorted', () => {
  for (const by of ['id', 'gone']) expect(ids(by, true)).toEqual([1, 2, 3, 4, 5])
})

test('shows the last page for a page number past the end', () => {
  const view = (page: number) => tablePage(rows, columns, { sort: { by: 'name', isDescending: false }, page }, 2)
  expect([1, 2, 3, 9].map((page) => view(page).rows.map(({ id }) => id))).toEqual([[2, 5], [4, 1], [3], [3]])
  expect(view(9)).toMatchObject({ page: 3, pageCount: 3 })
  expect(tablePage([], columns, { sort: { by: 'name', isDescending: false }, page: 4 }, 2)).toMatchObject({
    ...{ rows: [], page: 1, pageCount: 1 },
  })
})
