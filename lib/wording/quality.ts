import type { GoldenUse } from '@/lib/domain/quality/quality-check-plan'
import type { QualityRule, RuleFigures } from '@/lib/domain/quality/quality-rule'
import type { QualificationStep } from '@/lib/domain/rating/qualification-step'
import { counted, wholeNumber } from './number'
import { answerWord } from './rating'
import { percent } from './share'

const seconds = (value: number) => `${Number(value.toFixed(1))} s`

/** A rule as a sentence: "If golden accuracy over the last 50 answers is below 70%, pause the rater and tell the admins." */
export function ruleSentence(rule: QualityRule): string {
  const then = rule.action === 'pause' ? 'pause the rater and alert the admins' : 'alert the admins'
  return `If ${condition(rule)}, ${then}.`
}

function condition(rule: QualityRule): string {
  const last = wholeNumber(rule.last, 'en')
  if (rule.kind === 'golden-accuracy')
    return `golden accuracy over the last ${last} golden answers is below ${percent(rule.below)}`
  if (rule.kind === 'too-fast')
    return `the median time over the last ${last} tasks is below ${seconds(rule.belowSeconds)}`
  return `at least ${wholeNumber(rule.atLeast, 'en')} of the last ${last} answers are the same`
}

/** What a rule saw: "Golden accuracy was 61% over the last 50 golden answers (95% interval 47% to 73%)." */
export function figuresSentence(rule: QualityRule, { count, value, interval, answer }: RuleFigures): string {
  const of = wholeNumber(count, 'en')
  if (rule.kind === 'golden-accuracy') {
    const range = interval ? ` (95% interval ${percent(interval[0])} to ${percent(interval[1])})` : ''
    return `Golden accuracy was ${percent(value)} over the last ${of} golden answers${range}.`
  }
  if (rule.kind === 'too-fast')
    return `The median time was ${seconds(value)} over the last ${counted(count, 'task', 'tasks', 'en')}.`
  const given = answer ? `“${answerWord[answer]}”` : 'the same'
  return `${wholeNumber(value, 'en')} of the last ${of} answers were ${given}.`
}

export const stepWord: Record<QualificationStep, string> = {
  consent: 'Has not agreed yet',
  guidelines: 'Reading the guidelines',
  training: 'In training',
  test: 'Taking the test',
  passed: 'Passed',
  failed: 'Failed',
  rating: 'Rating',
}

export const goldenUseWord: Record<GoldenUse, string> = { hidden: 'Gold questions', training: 'Training', test: 'Test' }
