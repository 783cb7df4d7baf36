import { expect, test } from 'vitest'
import { modeOf, modesFor, pageModeOf } from './mode-choice'

test("uses the experiment's page mode, then the rater's choice if the project allows it, else tap-yes", () => {
  expect(pageModeOf('tap-no', undefined, [])).toBe('tap-no')
  expect(pageModeOf('tap-yes', 'tap-no', ['tap-no'])).toBe('tap-yes')
  expect(pageModeOf(undefined, 'tap-no', ['sweep', 'tap-no'])).toBe('tap-no')
  expect(pageModeOf(undefined, 'tap-no', ['sweep'])).toBe('tap-yes')
  expect(pageModeOf(undefined, undefined, ['tap-no'])).toBe('tap-yes')
})

test('offers modes separately for images and pages, and none if only the default is available', () => {
  const choices = (...given: Parameters<typeof modesFor>) => modesFor(...given).map(modeOf)
  expect(choices('image', ['sweep', 'tap-no'])).toEqual(['each', 'sweep'])
  expect(choices('page', ['sweep', 'tap-no'])).toEqual(['tap-yes', 'tap-no'])
  expect(choices('image', ['tap-no'])).toEqual([])
  expect(choices('page', ['sweep', 'auto'])).toEqual([])
})
