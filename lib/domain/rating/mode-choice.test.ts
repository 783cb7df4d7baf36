import { expect, test } from 'vitest'
import { modeOf, modesFor, pageModeOf } from './mode-choice'

test('an experiment decides about a page, then the rater where the project allows it, else what fits is tapped', () => {
  expect(pageModeOf('tap-no', undefined, [])).toBe('tap-no')
  expect(pageModeOf('tap-yes', 'tap-no', ['tap-no'])).toBe('tap-yes')
  expect(pageModeOf(undefined, 'tap-no', ['sweep', 'tap-no'])).toBe('tap-no')
  expect(pageModeOf(undefined, 'tap-no', ['sweep'])).toBe('tap-yes')
  expect(pageModeOf(undefined, undefined, ['tap-no'])).toBe('tap-yes')
})

test('one image and a page each have their own choice, and none where there is only the usual way', () => {
  const choices = (...given: Parameters<typeof modesFor>) => modesFor(...given).map(modeOf)
  expect(choices('image', ['sweep', 'tap-no'])).toEqual(['each', 'sweep'])
  expect(choices('page', ['sweep', 'tap-no'])).toEqual(['tap-yes', 'tap-no'])
  expect(choices('image', ['tap-no'])).toEqual([])
  expect(choices('page', ['sweep', 'auto'])).toEqual([])
})
