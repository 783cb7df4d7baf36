import { expect, test } from 'vitest'
import { votesSince } from './number'
import {
  changesSince,
  noErrorSentence,
  noIntervalSentence,
  parameterValue,
  promiseSentence,
  thresholdRuleText,
} from './runs'

test('gives the upper bound for a perfect ranking, and the number of images that would suffice', () => {
  expect(noErrorSentence(20)).toContain('up to 14% of all images may still have an error')
  expect(noErrorSentence(20)).toContain('59 images without an error would bring this to 5%.')
  expect(noErrorSentence(59)).not.toContain('would bring')
})

test('calls a ranking without an interval correct only if it is', () => {
  expect(noIntervalSentence(1, 20)).toContain('All of them are ranked correctly. So these images')
  expect(noIntervalSentence(0.5, 20)).not.toContain('correctly')
})

test('rounds a promised lower bound down', () => {
  const promise = { of: 'precision', minimum: 0.9, confidence: 0.95, seen: 0.9738 } as const
  expect(promiseSentence({ ...promise, atLeast: 0.9348 })).toContain('it is 0.974 there, and at least 0.934 allowing')
  expect(promiseSentence({ ...promise, atLeast: 0.9 })).toContain('at least 0.900 allowing')
})

test('rounds thresholds and parameters that were computed', () => {
  expect(thresholdRuleText({ kind: 'threshold', value: 0.8730927345 })).toBe('score 0.873')
  expect(thresholdRuleText({ kind: 'threshold', value: 0.99987654 })).toBe('score 0.99988')
  expect(thresholdRuleText({ kind: 'minimum-precision', value: 0.30000000000000004, confidence: 0.95 })).toBe(
    'minimum precision 0.3 with 95% confidence',
  )
  expect(parameterValue(0.2185022026431718)).toBe('0.218502')
  expect(parameterValue(123456789)).toBe('123456789')
})

test('says which votes and decisions a run did not use', () => {
  expect(changesSince(12, 12, null)).toBeNull()
  expect(changesSince(12, 12, { made: 0, undone: 0 })).toBeNull()
  expect(changesSince(12, 12, { made: 2, undone: 0 })).toBe('2 decisions on labels have been made since')
  expect(changesSince(12, 12, { made: 0, undone: 1 })).toBe('1 decision has been withdrawn since')
  expect(changesSince(15, 12, { made: 1, undone: 2 })).toBe(
    `${votesSince(15, 12)}; 1 decision on a label has been made since; 2 decisions have been withdrawn since`,
  )
})
