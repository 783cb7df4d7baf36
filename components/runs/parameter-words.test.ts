import { expect, test } from 'vitest'
import { methodParameters, parameterText } from '@/lib/contracts/runs/method-parameters'
import { parameterValue, pValueText, thresholdRuleText } from '@/lib/wording/runs'

test('every parameter of every method has a word and a hint', () => {
  for (const schema of Object.values(methodParameters))
    for (const name of Object.keys(schema.shape)) expect(parameterText[name], name).toBeDefined()
})

test('names the rule of a threshold, even for runs that recorded only a number', () => {
  expect(thresholdRuleText({ kind: 'minimum-precision', value: 0.9 })).toBe('minimum precision 0.9')
  expect(thresholdRuleText({ kind: 'minimum-recall', value: 0.9, confidence: 0.95 })).toBe(
    'minimum recall 0.9 with 95% confidence',
  )
  expect(thresholdRuleText({ kind: 'probability', value: 0.5 })).toBe('probability 0.5')
  expect(thresholdRuleText({ kind: 'maximum-f1' })).toBe('maximum F1')
  expect(thresholdRuleText({ kind: 'threshold', value: 0.5 })).toBe('score 0.5')
  expect(thresholdRuleText(0.8)).toBe('score 0.8')
  expect(thresholdRuleText(undefined)).toBe('score')
})

test('formats parameter values', () => {
  expect(parameterValue(true)).toBe('Yes')
  expect(parameterValue(null)).toBe('None')
  expect(parameterValue({ firstClass: 0, lastClass: 397, minimumYes: 2 })).toBe('Classes 0 to 397; experts required: 2')
})

test('formats p values with their significant digits', () => {
  expect([0.5, 0.1234, 0.0344, 0.00123, 0.00001].map(pValueText)).toEqual([
    '0.50',
    '0.12',
    '0.034',
    '0.0012',
    'below 0.0001',
  ])
})
