import { expect, test } from 'vitest'
import { requestedAddress, withPageAnswer } from './page-status'

const addressOf = (query: string) =>
  withPageAnswer({ path: '/projects/birds/raters', query, status: null }, requestedAddress)

test('returns the address of the page with its query, without the parameter of Next', () => {
  expect(addressOf('')).toBe('/projects/birds/raters')
  expect(addressOf('?state=paused&_rsc=1x2y')).toBe('/projects/birds/raters?state=paused')
  expect(addressOf('?_rsc=1x2y')).toBe('/projects/birds/raters')
  expect(requestedAddress()).toBeNull()
})
