import { expect, test } from 'vitest'
import { type EffectFigure, type EffectMeasure, effectMeasures } from '@/lib/domain/experiments/experiment'
import {
  differencesNote,
  differenceText,
  effectSentences,
  mayBeChance,
  noIntervalSentence,
  noIntervalText,
} from './experiments'

const none: EffectFigure = { value: null, low: null, high: null, tasks: 0 }
const tasks = 80
const figures = (some: Partial<Record<EffectMeasure, EffectFigure>>) => ({
  ...(Object.fromEntries(effectMeasures.map((measure) => [measure, none])) as Record<EffectMeasure, EffectFigure>),
  ...some,
})

test('describes an effect in a sentence, and what of it may be chance', () => {
  const against = figures({
    candidateSeconds: { value: 1.12, low: 1.03, high: 1.21, tasks },
    agreement: { value: 0.014, low: -0.005, high: 0.033, tasks },
  })
  expect(effectSentences('candidates', { condition: 4, against }, 8)).toEqual([
    'With up to four candidates at once, raters took 12.0% more time per candidate (3.0% to 21.0%) and agreed 1.4 points more with other raters (−0.5 to 3.3) than with up to eight candidates at once.',
    'The difference in agreement may be due to chance.',
  ])
})

test('describes a decrease, and omits the second sentence if everything is clear', () => {
  const against = figures({
    taskSeconds: { value: 0.9, low: 0.85, high: 0.95, tasks },
    yes: { value: -0.01, low: -0.02, high: -0.005, tasks },
    golden: { value: 0.02, low: 0.01, high: 0.03, tasks },
  })
  expect(effectSentences('order', { condition: 'by-name', against }, 'random')).toEqual([
    'With candidates in alphabetical order, raters took 10.0% less time per task (−15.0% to −5.0%), answered yes 1.0 point less often (−2.0 to −0.5) and had a golden accuracy 2.0 points higher (1.0 to 3.0) than with candidates in random order.',
  ])
})

test('compares time per candidate if a task has one candidate class first and several image first', () => {
  const against = figures({
    taskSeconds: { value: 0.129, low: 0.12, high: 0.14, tasks },
    candidateSeconds: { value: 0.832, low: 0.8, high: 0.87, tasks },
  })
  expect(effectSentences('mode', { condition: 'class', against }, 'image')).toEqual([
    'Class first, raters took 16.8% less time per candidate (−20.0% to −13.0%) than image first.',
  ])
})

test('says in which units conditions are compared', () => {
  expect(differencesNote('random')).toBe(
    'Differences from “Random order” are in percent for times and in percentage points for shares. A difference is bold if its interval excludes zero.',
  )
})

test('says that nothing is known, or that everything may be chance', () => {
  expect(effectSentences('examples', { condition: false, against: figures({}) }, true)).toEqual([
    'Without example images, there is nothing to compare yet.',
  ])
  const against = figures({ yes: { value: 0.01, low: null, high: null, tasks } })
  expect(effectSentences('examples', { condition: false, against }, true)[1]).toBe(
    'These differences may be due to chance.',
  )
  expect(effectSentences('examples', { condition: true, against: null }, true)).toEqual([])
})

test('calls a difference of zero neither more nor less', () => {
  const yes = { value: 0, low: -0.01, high: 0.01, tasks }
  expect(effectSentences('candidates', { condition: 4, against: figures({ yes }) }, 8)).toEqual([
    'With up to four candidates at once, raters answered yes just as often (−1.0 to 1.0) as with up to eight candidates at once.',
  ])
  const candidateSeconds = { value: 1.12, low: 1.03, high: 1.21, tasks }
  expect(effectSentences('candidates', { condition: 4, against: figures({ candidateSeconds, yes }) }, 8)).toEqual([
    'With up to four candidates at once, raters took 12.0% more time per candidate (3.0% to 21.0%) than with up to eight candidates at once; they answered yes just as often (−1.0 to 1.0).',
  ])
})

test('formats differences with a sign, in percent of time and in points of a share', () => {
  expect(differenceText('taskSeconds', 1.12)).toBe('+12.0%')
  expect(differenceText('candidateSeconds', 0.9)).toBe('−10.0%')
  expect(differenceText('yes', -0.014)).toBe('−1.4')
  expect(differenceText('alpha', 0.0213)).toBe('+0.021')
  expect(differenceText('no', 0)).toBe('0.0')
})

test('treats a ratio of one and a difference of zero as no effect', () => {
  expect(mayBeChance('taskSeconds', { value: 1.1, low: 0.99, high: 1.2, tasks })).toBe(true)
  expect(mayBeChance('taskSeconds', { value: 1.1, low: 1.01, high: 1.2, tasks })).toBe(false)
  expect(mayBeChance('yes', { value: 0.1, low: 0.01, high: 0.2, tasks })).toBe(false)
  expect(mayBeChance('yes', none)).toBe(true)
})

test('says that there are too few tasks, and how many would suffice, and does not claim that all are the same', () => {
  const always = { value: 1, low: null, high: null, tasks: 4 }
  expect(noIntervalText(4)).toBe('too few tasks: 4 of 59')
  expect(noIntervalText(59)).toBe('same in all tasks, or too few with data')
  const against = figures({ yes: { ...always, value: 0.5 } })
  expect(effectSentences('candidates', { condition: 4, against }, 8)).toEqual([
    'With up to four candidates at once, raters answered yes 50.0 points more often (too few tasks: 4 of 59) than with up to eight candidates at once.',
    'These differences may be due to chance.',
  ])
  expect(noIntervalSentence([always, { ...always, tasks: 90 }, { value: 0.5, low: 0.4, high: 0.6, tasks: 2 }])).toBe(
    'There is no interval where all tasks of a condition gave the same value, or where too few of them have data. If 4 tasks gave the same value, up to 53% of all tasks could still give another (95% confidence). 59 tasks with the same value would bring this to 5%.',
  )
  expect(noIntervalSentence([none, { value: 0.5, low: 0.4, high: 0.6, tasks: 2 }])).toBeNull()
  expect(noIntervalSentence([{ ...always, tasks: 300 }])).not.toContain('would bring')
})
