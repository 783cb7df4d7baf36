import { expect, test } from 'vitest'
import { proposedAnswers } from './answer-words'

const proposed = (...words: string[]) => Object.fromEntries(proposedAnswers(words))

test('recognizes common words in any case', () => {
  expect(proposed('Yes', 'NO', 'unsure', 'true')).toEqual({ Yes: 'yes', NO: 'no', unsure: 'maybe', true: 'yes' })
})

test('reads three numbers as no, maybe and yes', () => {
  expect(proposed('0', '1', '2')).toEqual({ 0: 'no', 1: 'maybe', 2: 'yes' })
  expect(proposed('-1', '0', '1')).toEqual({ '-1': 'no', 0: 'maybe', 1: 'yes' })
  expect(proposed('2', '0', 'unsure')).toEqual({ 0: 'no', unsure: 'maybe', 2: 'yes' })
  expect(proposed('-1', '1')).toEqual({ '-1': 'no', 1: 'yes' })
})

test.each([['1', '2'], ['2'], ['-1'], ['-1', '0'], ['-1', '0', '1', '2'], ['0', '1', '2', '3']])(
  'leaves numbers without a clear scale to people: %j %j %j %j',
  (...words) => {
    expect(new Set(proposedAnswers(words).values())).toEqual(new Set([null]))
  },
)

test('leaves the meaning of 0 and 1 alone and of unknown words to people', () => {
  expect(proposed('0', '1', 'perhaps so')).toEqual({ 0: null, 1: null, 'perhaps so': null })
})
