import { expect, test } from 'vitest'
import { answerModeOf, wordForAsked } from './answer-mode'

test('an experiment decides, then the rater where the project allows it, else every name is answered', () => {
  expect(answerModeOf('auto', 'sweep', ['sweep'])).toBe('auto')
  expect(answerModeOf('each', 'sweep', ['sweep'])).toBe('each')
  expect(answerModeOf(null, 'sweep', ['sweep'])).toBe('sweep')
  expect(answerModeOf(null, 'sweep', ['auto'])).toBe('each')
  expect(answerModeOf(undefined, undefined, ['auto', 'sweep'])).toBe('each')
})

test('files say how a vote was asked by its page and its mode', () => {
  expect((['tap-yes', 'tap-no', null] as const).map((mode) => wordForAsked({ page: 4, mode }))).toEqual([
    ...['class', 'class-tap-no', 'class'],
  ])
  expect((['each', 'sweep', 'auto', null] as const).map((mode) => wordForAsked({ page: null, mode }))).toEqual([
    ...['image', 'sweep', 'auto', 'image'],
  ])
})
