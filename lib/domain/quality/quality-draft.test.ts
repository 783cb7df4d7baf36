import { expect, test } from 'vitest'
import { draftOfRule, ruleOfDraft } from './quality-draft'
import type { QualityRule } from './quality-rule'

test('converts a rule to its form and back unchanged', () => {
  const rules: QualityRule[] = [
    { kind: 'golden-marks', last: 50, below: 0.7, action: 'pause' },
    { kind: 'too-fast', last: 20, belowSeconds: 1.5, action: 'tell' },
    { kind: 'same-answer', last: 100, atLeast: 98, action: 'tell' },
  ]
  for (const rule of rules) expect(ruleOfDraft(draftOfRule(rule, 1))).toEqual(rule)
})

test('reads an empty field as NaN, not as 0', () => {
  expect(ruleOfDraft({ key: 1, kind: 'golden-marks', last: '', limit: ' ', action: 'tell' })).toEqual({
    ...{ kind: 'golden-marks', last: Number.NaN, below: Number.NaN, action: 'tell' },
  })
})

test('reads a number with a comma as NaN, not as ten times the number', () => {
  expect(ruleOfDraft({ key: 1, kind: 'too-fast', last: '20', limit: '1,5', action: 'tell' })).toEqual({
    ...{ kind: 'too-fast', last: 20, belowSeconds: Number.NaN, action: 'tell' },
  })
})
