import { expect, test } from 'vitest'
import type { IneffectiveSetting } from '@/lib/domain/quality/ineffective-settings'
import {
  attemptResult,
  figuresSentence,
  ineffectiveSentence,
  ruleSentence,
  shortageSentence,
  testProblem,
} from './quality'

const marks = { kind: 'golden-marks', last: 20, below: 0.6, action: 'pause' } as const

test('describes a rule in a sentence', () => {
  expect(ruleSentence(marks)).toBe(
    'If over the last 20 golden answers of each kind, fewer than 60% are right on labels that apply or on labels that do not, pause the rater and alert the admins.',
  )
  expect(ruleSentence({ kind: 'too-fast', last: 20, belowSeconds: 1.5, action: 'tell' })).toBe(
    'If the median time over the last 20 tasks is below 1.5 s, alert the admins.',
  )
  expect(ruleSentence({ kind: 'same-answer', last: 100, atLeast: 98, action: 'tell' })).toBe(
    'If at least 98 of the last 100 answers are the same, alert the admins.',
  )
})

test('describes the figures of a rule', () => {
  const holds = { count: 20, share: 0.45, low: 0.258, high: 0.658 }
  const holdsNot = { count: 20, share: 0.95, low: 0.764, high: 0.991 }
  const seen = { count: 20, value: 0.45, marks: { holds, holdsNot }, answer: null }
  expect(figuresSentence(marks, { ...seen, interval: [0.258, 0.658] })).toBe(
    'Over the last 20 golden answers of each kind, 45% (95% interval 26% to 66%) were right on labels that apply and 95% (95% interval 76% to 99%) on labels that do not.',
  )
  const same = { kind: 'same-answer', last: 100, atLeast: 98, action: 'tell' } as const
  expect(figuresSentence(same, { count: 100, value: 99, marks: null, interval: null, answer: 'no' })).toBe(
    '99 of the last 100 answers were “No”.',
  )
})

test('keeps the text of an old alert about the share of all right answers', () => {
  const rule = { kind: 'golden-accuracy', last: 50, below: 0.7, action: 'tell' } as const
  expect(ruleSentence(rule)).toContain('a measure of an earlier version')
  expect(figuresSentence(rule, { count: 50, value: 0.61, marks: null, interval: [0.47, 0.733], answer: null })).toBe(
    'The share of right answers was 61% over the last 50 golden answers (95% interval 47% to 73%).',
  )
})

test('says how many golden candidates of which kind a test needs', () => {
  const counts = (test: number, holds = 0, holdsNot = 0) => ({ tasks: { test }, testMissing: { holds, holdsNot } })
  expect(testProblem(20, counts(20))).toBeNull()
  expect(testProblem(20, counts(13))).toContain(
    'there are 13 test tasks. Missing: 7 golden candidates that apply and 7 that do not,',
  )
  // Seven test images have no label that applies, so they already have labels that do not.
  expect(testProblem(20, counts(13, 7))).toContain('Missing: 7 golden candidates that apply, each')
  expect(testProblem(2, counts(1, 0, 4))).toContain('Missing: 1 golden candidate that does not, each')
})

test('says how an attempt went, on both kinds or as it was judged at the time', () => {
  expect(attemptResult({ marks: { holds: { share: 0.85 }, holdsNot: { share: 0.9 } }, rightShare: 0.89 })).toBe(
    ': 85% right on labels that apply, 90% on others',
  )
  expect(attemptResult({ marks: null, rightShare: 0.82 })).toBe(' with 82% of all answers right')
  expect(attemptResult({ marks: { holds: null, holdsNot: { share: 0.9 } }, rightShare: 0.9 })).toBe(
    ': 90% right on labels that do not apply; no labels that apply were asked about',
  )
  expect(attemptResult({ marks: { holds: { share: 0.85 }, holdsNot: null }, rightShare: 0.85 })).toBe(
    ': 85% right on labels that apply; no labels that do not apply were asked about',
  )
  expect(attemptResult({ marks: { holds: null, holdsNot: null }, rightShare: null })).toBe('')
})

const fast = { kind: 'too-fast', last: 20, belowSeconds: 1, action: 'tell' } as const
const same = { kind: 'same-answer', last: 100, atLeast: 99, action: 'tell' } as const

test.each<[IneffectiveSetting, string]>([
  [
    { kind: 'rule', index: 0, rule: marks, most: { holds: 7, holdsNot: 31 }, panel: null },
    'Rule 1 cannot fire: the rule waits for 20 golden answers of each kind, but a rater can give at most 7 on labels that apply and 31 on labels that do not, because nobody sees a label twice. Lower the number to 7, add golden images, or raise their share of tasks.',
  ],
  [
    { kind: 'rule', index: 0, rule: marks, most: { holds: 2, holdsNot: 31 }, panel: null },
    'because nobody sees a label twice. Add golden images, or raise their share of tasks.',
  ],
  [
    { kind: 'rule', index: 1, rule: fast, most: 12, panel: null },
    'Rule 2 cannot fire: the rule waits for 20 tasks, but there are at most 12 for a rater. Lower the number to 12, or launch more tasks.',
  ],
  [
    { kind: 'rule', index: 2, rule: same, most: 80, panel: 'Prolific' },
    'Rule 3 cannot fire during a visit: the rule waits for 100 answers, but a visit of the panel “Prolific” has at most 80. Lower the number to 80, or ask for more tasks per visit.',
  ],
  [{ kind: 'gold-questions' }, 'Raters get no gold questions'],
  [{ kind: 'training', wanted: 10, found: 1 }, 'Training has 1 task, not 10.'],
  [{ kind: 'training', wanted: 10, found: 0 }, 'Raters skip the training, because it has no tasks.'],
  [{ kind: 'test', wanted: 20, found: 13 }, 'The test has 13 tasks, not 20.'],
  [{ kind: 'attempts', wanted: 2, possible: 1 }, 'Raters have 1 attempt, not 2, because each attempt uses new tasks.'],
  [
    { kind: 'idle-images', use: 'test', images: 1 },
    '1 golden image is assigned to the test, but no test is required. Require it, or use this image for gold questions.',
  ],
  [
    { kind: 'idle-images', use: 'training', images: 3 },
    '3 golden images are assigned to training, but raters are not trained.',
  ],
])('says why a setting has no effect: %j', (setting, sentence) => {
  expect(ineffectiveSentence(setting)).toContain(sentence)
})

test('says when gold questions ran out, also for raters who never had any', () => {
  expect(shortageSentence({ raters: 3, afterTasks: 12 })).toBe(
    'The first could get no more of them after 12 tasks; these raters now get only rating tasks.',
  )
  expect(shortageSentence({ raters: 1, afterTasks: 0 })).toBe(
    'The rater had none from the first task on and now gets only rating tasks.',
  )
})
