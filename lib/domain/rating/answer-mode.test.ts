import { expect, test } from 'vitest'
import { answerModeOf, askedWord, modeOf, modesFor, pageModeOf } from './answer-mode'

test("uses the experiment's mode, then the rater's choice if the project allows it, else each", () => {
  expect(answerModeOf('auto', 'sweep', ['sweep'])).toBe('auto')
  expect(answerModeOf('each', 'sweep', ['sweep'])).toBe('each')
  expect(answerModeOf(null, 'sweep', ['sweep'])).toBe('sweep')
  expect(answerModeOf(null, 'sweep', ['auto'])).toBe('each')
  expect(answerModeOf(undefined, undefined, ['auto', 'sweep'])).toBe('each')
})

test('names in files how a vote was asked, from its page and its mode', () => {
  expect((['tap-yes', 'tap-no', null] as const).map((mode) => askedWord({ page: 4, mode }))).toEqual([
    ...['class', 'class-tap-no', 'class'],
  ])
  expect((['each', 'sweep', 'auto', null] as const).map((mode) => askedWord({ page: null, mode }))).toEqual([
    ...['image', 'sweep', 'auto', 'image'],
  ])
})

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
