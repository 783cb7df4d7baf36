import { expect, test } from 'vitest'
import { isSameRule, type QualityRule, ruleApplies, ruleWindow } from './quality-rule'

const accuracy: QualityRule = { kind: 'golden-marks', last: 50, below: 0.7, action: 'pause' }
const fast: QualityRule = { kind: 'too-fast', last: 20, belowSeconds: 2, action: 'tell' }
const same: QualityRule = { kind: 'same-answer', last: 40, atLeast: 39, action: 'tell' }

test('fires below its share, not at it', () => {
  expect(ruleApplies(accuracy, { count: 50, value: 0.69 })).toBe(true)
  expect(ruleApplies(accuracy, { count: 50, value: 0.7 })).toBe(false)
})

test('does not fire before there are as many answers as it checks', () => {
  expect(ruleApplies(accuracy, { count: 49, value: 0 })).toBe(false)
  expect(ruleApplies(fast, { count: 19, value: 0.1 })).toBe(false)
})

test('fires for seconds below its limit, and for answers from its number on', () => {
  expect(ruleApplies(fast, { count: 20, value: 1.9 })).toBe(true)
  expect(ruleApplies(fast, { count: 20, value: 2 })).toBe(false)
  expect(ruleApplies(same, { count: 40, value: 39 })).toBe(true)
  expect(ruleApplies(same, { count: 40, value: 38 })).toBe(false)
})

test('treats a rule with any other value as a different rule', () => {
  expect(isSameRule(accuracy, { ...accuracy })).toBe(true)
  expect(isSameRule(accuracy, { ...accuracy, below: 0.6 })).toBe(false)
  expect(isSameRule(accuracy, { ...accuracy, action: 'tell' })).toBe(false)
  expect(isSameRule(accuracy, fast)).toBe(false)
})

test('does not check answers again that an alert on the share of correct answers covered', () => {
  const before = { kind: 'golden-accuracy', last: 100, below: 0.7, action: 'pause' } as const
  const settledAt = new Date(Date.UTC(2026, 0, 3))
  expect(ruleWindow(accuracy, [{ rule: before, settledAt: null }])).toBe('waiting')
  expect(ruleWindow(accuracy, [{ rule: before, settledAt }])).toEqual(settledAt)
  expect(ruleWindow(fast, [{ rule: before, settledAt: null }])).toBeNull()
})

test('waits while its alert is open, then checks only what came after', () => {
  const at = (day: number) => new Date(Date.UTC(2026, 0, day))
  expect(ruleWindow(accuracy, [])).toBeNull()
  expect(ruleWindow(accuracy, [{ rule: accuracy, settledAt: null }])).toBe('waiting')
  expect(ruleWindow(accuracy, [{ rule: fast, settledAt: null }])).toBeNull()
  expect(
    ruleWindow(accuracy, [
      { rule: accuracy, settledAt: at(3) },
      { rule: accuracy, settledAt: at(2) },
      { rule: fast, settledAt: at(9) },
    ]),
  ).toEqual(at(3))
})
