import { expect, test } from 'vitest'
import { figuresSentence, ruleSentence } from './quality'

const accuracy = { kind: 'golden-accuracy', last: 50, below: 0.7, action: 'pause' } as const

test('reads a rule as a sentence', () => {
  expect(ruleSentence(accuracy)).toBe(
    'If golden accuracy over the last 50 golden answers is below 70%, pause the rater and alert the admins.',
  )
  expect(ruleSentence({ kind: 'too-fast', last: 20, belowSeconds: 1.5, action: 'tell' })).toBe(
    'If the median time over the last 20 tasks is below 1.5 s, alert the admins.',
  )
  expect(ruleSentence({ kind: 'same-answer', last: 100, atLeast: 98, action: 'tell' })).toBe(
    'If at least 98 of the last 100 answers are the same, alert the admins.',
  )
})

test('says what a rule saw', () => {
  expect(figuresSentence(accuracy, { count: 50, value: 0.61, interval: [0.47, 0.733], answer: null })).toBe(
    'Golden accuracy was 61% over the last 50 golden answers (95% interval 47% to 73%).',
  )
  const same = { kind: 'same-answer', last: 100, atLeast: 98, action: 'tell' } as const
  expect(figuresSentence(same, { count: 100, value: 99, interval: null, answer: 'no' })).toBe(
    '99 of the last 100 answers were “No”.',
  )
})
