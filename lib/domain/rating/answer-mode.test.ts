import { expect, test } from 'vitest'
import { answerModeOf, askedWord } from './answer-mode'

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
