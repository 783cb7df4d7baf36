import { expect, test } from 'vitest'
import { modelViewAddress, modelViewOf } from './model-view'

const read = (address: string) => modelViewOf(Object.fromEntries(new URLSearchParams(address)))

test('the view of a model stands in its address, whole', () => {
  const view = { run: 3, release: null, order: 'name', isDescending: true, page: 2 } as const
  expect(read(modelViewAddress(view))).toEqual(view)
  const plain = { run: null, release: null, order: 'change', isDescending: false, page: 1 } as const
  expect(read('?sort=odd&page=x&run=y')).toEqual(plain)
  expect(modelViewAddress(plain)).toBe('')
})
