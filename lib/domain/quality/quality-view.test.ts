import { expect, test } from 'vitest'
import { qualityAddress } from './quality-view'

test('keeps the pages of both tables apart', () => {
  const view = { ...qualityAddress.initial, page: 3, qualificationPage: 2 }
  expect(qualityAddress.write(view)).toBe('?page=3&qualification=2')
})
