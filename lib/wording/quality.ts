import { capitalized } from '@/lib/domain/capitalized'
import type { GoldenUse } from '@/lib/domain/quality/control-task-plan'
import type { IneffectiveSetting } from '@/lib/domain/quality/ineffective-settings'
import type { AlertedRule, QualityRule, RuleFigures } from '@/lib/domain/quality/quality-rule'
import type { QualificationStep } from '@/lib/domain/rating/qualification-step'
import { counted, wholeNumber } from './number'
import { answerWord } from './rating'
import { percent } from './share'

/** Golden images available for the qualification test. */
interface GoldenUseCounts {
  tasks: { test: number }
  /** Numbers of test images without a label that holds, and without one that does not. */
  testMissing: { holds: number; holdsNot: number }
}

const seconds = (value: number) => `${Number(value.toFixed(1))} s`

/** Describes a rule: "If at least 98 of the last 100 answers are the same, alert the admins." */
export function ruleSentence(rule: AlertedRule): string {
  const then = rule.action === 'pause' ? 'pause the rater and alert the admins' : 'alert the admins'
  return `If ${condition(rule)}, ${then}.`
}

function condition(rule: AlertedRule): string {
  const last = wholeNumber(rule.last)
  if (rule.kind === 'golden-marks')
    return `over the last ${last} golden answers of each kind, fewer than ${percent(rule.below)} are right on labels that apply or on labels that do not`
  if (rule.kind === 'golden-accuracy')
    return `the share of right answers over the last ${last} golden answers is below ${percent(rule.below)} (a measure of an earlier version)`
  if (rule.kind === 'too-fast')
    return `the median time over the last ${last} tasks is below ${seconds(rule.belowSeconds)}`
  return `at least ${wholeNumber(rule.atLeast)} of the last ${last} answers are the same`
}

/** Describes the figures of a rule: "99 of the last 100 answers were “No”." */
export function figuresSentence(rule: AlertedRule, { count, value, marks, interval, answer }: RuleFigures): string {
  const of = wholeNumber(count)
  if (rule.kind === 'golden-marks' && marks) {
    const right = ({ share, low, high }: (typeof marks)['holds']) =>
      `${percent(share)} (95% interval ${percent(low)} to ${percent(high)})`
    return `Over the last ${of} golden answers of each kind, ${right(marks.holds)} were right on labels that apply and ${right(marks.holdsNot)} on labels that do not.`
  }
  if (rule.kind === 'golden-accuracy' || rule.kind === 'golden-marks') {
    const range = interval ? ` (95% interval ${percent(interval[0])} to ${percent(interval[1])})` : ''
    return `The share of right answers was ${percent(value)} over the last ${of} golden answers${range}.`
  }
  if (rule.kind === 'too-fast') return `The median time was ${seconds(value)} over the last ${counted(count, 'task')}.`
  const given = answer ? `“${answerWord[answer]}”` : 'the same'
  return `${wholeNumber(value)} of the last ${of} answers were ${given}.`
}

/** Says which candidates are needed for more tasks: "7 golden candidates that apply and 3 that do not". */
function missingLabels(tasks: number, { testMissing }: Pick<GoldenUseCounts, 'testMissing'>): string {
  // An image with labels of one kind needs only one of the other kind.
  const holds = Math.max(0, tasks - testMissing.holdsNot)
  const holdsNot = Math.max(0, tasks - testMissing.holds)
  const parts = [
    holds > 0 && `${counted(holds, 'golden candidate')} that ${holds === 1 ? 'applies' : 'apply'}`,
    holdsNot > 0 &&
      `${holds > 0 ? wholeNumber(holdsNot) : counted(holdsNot, 'golden candidate')} that ${holdsNot === 1 ? 'does' : 'do'} not`,
  ].filter((part) => part !== false)
  return parts.join(' and ')
}

/** Explains why a test with this number of tasks cannot be required. Null if it can. */
export function testProblem(wanted: number, counts: Pick<GoldenUseCounts, 'tasks' | 'testMissing'>): string | null {
  const found = counts.tasks.test
  if (found >= wanted) return null
  const there = found === 1 ? 'there is 1 test task' : `there are ${counted(found, 'test task')}`
  return `The test asks for ${counted(wanted, 'task')}, each with labels that apply and labels that do not, but ${there}. Missing: ${missingLabels(wanted - found, counts)}, each on a different test image. Assign golden images to the test on the “Golden images” tab, ask for fewer tasks, or do not require a test.`
}

/** The smallest windows that rules may have. */
const minWindow: Record<QualityRule['kind'], number> = { 'golden-marks': 3, 'too-fast': 5, 'same-answer': 10 }

type IneffectiveRule = Extract<IneffectiveSetting, { kind: 'rule' }>

const windowOf: Record<QualityRule['kind'], string> = {
  'golden-marks': 'golden answers of each kind',
  'too-fast': 'tasks',
  'same-answer': 'answers',
}

/** Says that a rule cannot fire, why, and what to change. `name`: how the sentence calls the rule, if it must. */
export function idleRuleSentence(
  { rule, most, panel }: Omit<IneffectiveRule, 'kind' | 'index'>,
  name?: string,
): string {
  const least = typeof most === 'number' ? most : Math.min(most.holds, most.holdsNot)
  const has =
    typeof most === 'number'
      ? wholeNumber(most)
      : `${wholeNumber(most.holds)} on labels that apply and ${wholeNumber(most.holdsNot)} on labels that do not`
  const lower = least >= minWindow[rule.kind] ? [`lower the number to ${wholeNumber(least)}`] : []
  const idle = `${name ? `${name} cannot` : 'Cannot'} fire`
  const waits = `the rule waits for ${wholeNumber(rule.last)} ${windowOf[rule.kind]}`
  if (panel)
    return `${idle} during a visit: ${waits}, but a visit of the panel “${panel}” has at most ${has}. ${oneOf([...lower, 'ask for more tasks per visit'])}`
  if (rule.kind === 'golden-marks')
    return `${idle}: ${waits}, but a rater can give at most ${has}, because nobody sees a label twice. ${oneOf([...lower, 'add golden images', 'raise their share of tasks'])}`
  return `${idle}: ${waits}, but there are at most ${has} for a rater. ${oneOf([...lower, 'launch more tasks'])}`
}

/** Joins pieces of advice to a sentence: "Lower it, add images, or launch more tasks." */
function oneOf(advice: readonly string[]): string {
  const text = [...advice.slice(0, -1), advice.length > 1 ? `or ${advice.at(-1)}` : advice[0]!].join(', ')
  return `${capitalized(text)}.`
}

/** Says why a setting has no effect and what to change. */
export function ineffectiveSentence(setting: IneffectiveSetting): string {
  switch (setting.kind) {
    case 'gold-questions':
      return 'Raters get no gold questions: have experts answer golden images that are not used for training or the test, and that have labels of both kinds, some that apply and some that do not.'
    case 'training':
      return setting.found === 0
        ? 'Raters skip the training, because it has no tasks. Assign golden images to it, or ask for no training.'
        : `Training has ${counted(setting.found, 'task')}, not ${wholeNumber(setting.wanted)}. Assign more golden images to it, or ask for fewer tasks.`
    case 'test':
      return `The test has ${counted(setting.found, 'task')}, not ${wholeNumber(setting.wanted)}. Assign more golden images to it, or ask for fewer tasks.`
    case 'attempts':
      return `Raters have ${counted(setting.possible, 'attempt')}, not ${wholeNumber(setting.wanted)}, because each attempt uses new tasks. Assign more golden images to the test, or allow fewer attempts.`
    case 'idle-images':
      return `${counted(setting.images, 'golden image is', 'golden images are')} assigned to ${setting.use === 'test' ? 'the test, but no test is required' : 'training, but raters are not trained'}. Require it, or use ${setting.images === 1 ? 'this image' : 'these images'} for gold questions.`
    case 'rule':
      return idleRuleSentence(setting, `Rule ${setting.index + 1}`)
  }
}

/**
 * Says when gold questions ran out for these raters, the first of whom may never have had any: besides those answered
 * before, a rater gets none whose labels an unfinished task also asks about.
 */
export function shortageSentence({ raters, afterTasks }: { raters: number; afterTasks: number }): string {
  const since =
    afterTasks === 0
      ? 'had none from the first task on'
      : `could get no more of them after ${counted(afterTasks, 'task')}`
  return raters === 1
    ? `The rater ${since} and now gets only rating tasks.`
    : `The first ${since}; these raters now get only rating tasks.`
}

interface AttemptMarks {
  marks: { holds: { share: number } | null; holdsNot: { share: number } | null } | null
  rightShare: number | null
}

/** Returns the result of an attempt, as a continuation of whether it was passed: ": 85% right on labels that apply, 90% on others". */
export function attemptResult({ marks, rightShare }: AttemptMarks): string {
  if (marks) {
    const [holds, holdsNot] = [marks.holds, marks.holdsNot].map((mark) => mark && percent(mark.share))
    if (holds && holdsNot) return `: ${holds} right on labels that apply, ${holdsNot} on others`
    if (holds) return `: ${holds} right on labels that apply; no labels that do not apply were asked about`
    return holdsNot ? `: ${holdsNot} right on labels that do not apply; no labels that apply were asked about` : ''
  }
  return rightShare === null ? '' : ` with ${percent(rightShare)} of all answers right`
}

export const stepWord: Record<QualificationStep, string> = {
  consent: 'Has not agreed yet',
  guidelines: 'Reading the guidelines',
  training: 'In training',
  test: 'Taking the test',
  passed: 'Passed',
  waived: 'Test waived',
  failed: 'Failed',
  rating: 'Rating',
}

export const goldenUseWord: Record<GoldenUse, string> = { hidden: 'Gold questions', training: 'Training', test: 'Test' }
