import { expect, test } from 'vitest'
import { proposedAnswers } from './answer-words'

const proposed = (...words: string[]) => Object.fromEntries(proposedAnswers(words))

test('understands the usual words in any case', () => {
  expect(proposed('Yes', 'NO', 'unsure', 'true')).toEqual({ Yes: 'yes', NO: 'no', unsure: 'maybe', true: 'yes' })
})

test('takes three numbers for no, maybe and yes', () => {
  expect(proposed('0', '1', '2')).toEqual({ 0: 'no', 1: 'maybe', 2: 'yes' })
  expect(proposed('-1', '0', '1')).toEqual({ '-1': 'no', 0: 'maybe', 1: 'yes' })
})

test('leaves to people what 0 and 1 mean, and words that it does not know', () => {
  expect(proposed('0', '1', 'perhaps so')).toEqual({ 0: null, 1: null, 'perhaps so': null })
})
