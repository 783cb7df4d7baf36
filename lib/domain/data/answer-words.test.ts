import { expect, test } from 'vitest'
import { proposedAnswers } from './answer-words'

const proposed = (...words: string[]) => Object.fromEntries(proposedAnswers(words))

test('recognizes common words in any case', () => {
  expect(proposed('Yes', 'NO', 'unsure', 'true')).toEqual({ Yes: 'yes', NO: 'no', unsure: 'maybe', true: 'yes' })
})

test('reads three numbers as no, maybe and yes', () => {
  expect(proposed('0', '1', '2')).toEqual({ 0: 'no', 1: 'maybe', 2: 'yes' })
  expect(proposed('-1', '0', '1')).toEqual({ '-1': 'no', 0: 'maybe', 1: 'yes' })
})

test('leaves the meaning of 0 and 1 alone and of unknown words to people', () => {
  expect(proposed('0', '1', 'perhaps so')).toEqual({ 0: null, 1: null, 'perhaps so': null })
})
