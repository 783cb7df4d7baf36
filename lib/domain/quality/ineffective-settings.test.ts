import { expect, test } from 'vitest'
import { type AskableLabels, type IneffectiveSetting, ineffectiveSettings } from './ineffective-settings'
import type { QualityRule } from './quality-rule'

const counts = { images: { training: 5, test: 20 }, tasks: { hidden: 40, training: 5, test: 40 } }
const askable: AskableLabels = {
  ratingTasks: 400,
  ratingLabels: 1_001,
  voted: { holds: 5, holdsNot: 40 },
  hidden: { holds: 60, holdsNot: 90 },
  maxPerImage: { holds: 3, holdsNot: 7 },
  hasPages: false,
  visits: [],
}
const qualification = { trainingTasks: 5, testTasks: 20, attempts: 2 }
const sound: Parameters<typeof ineffectiveSettings>[0] = { goldenShare: 0.1, qualification, rules: [] }

const marks = (last: number): QualityRule => ({ kind: 'golden-marks', last, below: 0.6, action: 'pause' })
const fast = (last: number): QualityRule => ({ kind: 'too-fast', last, belowSeconds: 1, action: 'tell' })
const same = (last: number): QualityRule => ({ kind: 'same-answer', last, atLeast: last, action: 'tell' })

test('reports nothing if every setting can take effect', () => {
  const rules = [marks(65), fast(440), same(1_000)]
  expect(ineffectiveSettings({ ...sound, rules }, counts, askable)).toEqual([])
})

type Case = [string, Partial<typeof sound>, { counts?: object; askable?: Partial<AskableLabels> }, IneffectiveSetting[]]

test.each<Case>([
  [
    'gold questions without a golden image for them',
    {},
    { counts: { tasks: { ...counts.tasks, hidden: 0 } } },
    [{ kind: 'gold-questions' }],
  ],
  [
    'a test longer than its tasks',
    {},
    { counts: { tasks: { ...counts.tasks, test: 12 } } },
    [{ kind: 'test', wanted: 20, found: 12 }],
  ],
  [
    'an attempt without tasks',
    {},
    { counts: { tasks: { ...counts.tasks, test: 39 } } },
    [{ kind: 'attempts', wanted: 2, possible: 1 }],
  ],
  [
    'training longer than its tasks',
    {},
    { counts: { tasks: { ...counts.tasks, training: 2 } } },
    [{ kind: 'training', wanted: 5, found: 2 }],
  ],
  [
    'golden images for a test and training that nobody takes',
    { qualification: null },
    {},
    [
      { kind: 'idle-images', use: 'training', images: 5 },
      { kind: 'idle-images', use: 'test', images: 20 },
    ],
  ],
  [
    'golden images for a training of no tasks',
    { qualification: { ...qualification, trainingTasks: 0 } },
    {},
    [{ kind: 'idle-images', use: 'training', images: 5 }],
  ],
  [
    'a rule on more golden labels of a kind than there are',
    { rules: [fast(10), marks(66)] },
    {},
    [{ kind: 'rule', index: 1, rule: marks(66), most: { holds: 65, holdsNot: 130 }, panel: null }],
  ],
  [
    'a rule on golden answers if there are no gold questions',
    { goldenShare: 0, rules: [marks(6)] },
    {},
    [{ kind: 'rule', index: 0, rule: marks(6), most: { holds: 5, holdsNot: 40 }, panel: null }],
  ],
  [
    // Of 48 tasks at most (.1 · 43 + 1) / .9 = 5 are gold questions, of at most 3 labels that apply.
    'a rule on more golden answers than the share of gold questions allows',
    { rules: [marks(21)] },
    { askable: { ratingTasks: 43 } },
    [{ kind: 'rule', index: 0, rule: marks(21), most: { holds: 20, holdsNot: 75 }, panel: null }],
  ],
  [
    'a rule on more tasks than there are',
    { rules: [fast(53)] },
    { askable: { ratingTasks: 12 } },
    [{ kind: 'rule', index: 0, rule: fast(53), most: 52, panel: null }],
  ],
  [
    'a rule on more answers than there are labels',
    { goldenShare: 0, rules: [same(37)] },
    { askable: { ratingTasks: 12, ratingLabels: 36 } },
    [{ kind: 'rule', index: 0, rule: same(37), most: 36, panel: null }],
  ],
  [
    'rules on more than a visit of a panel has',
    { rules: [marks(14), fast(21), same(161)] },
    { askable: { visits: [{ panel: 'Prolific', tasks: 20 }] } },
    [
      { kind: 'rule', index: 1, rule: fast(21), most: 20, panel: 'Prolific' },
      { kind: 'rule', index: 2, rule: same(161), most: 160, panel: 'Prolific' },
    ],
  ],
  [
    // Three gold questions in 20 tasks.
    'a rule on more golden answers than a visit of a panel has',
    { rules: [marks(15)] },
    { askable: { visits: [{ panel: 'Prolific', tasks: 20 }] } },
    [{ kind: 'rule', index: 0, rule: marks(15), most: { holds: 14, holdsNot: 61 }, panel: 'Prolific' }],
  ],
])('reports %s', (_, settings, has, found) => {
  expect(
    ineffectiveSettings({ ...sound, ...settings }, { ...counts, ...has.counts }, { ...askable, ...has.askable }),
  ).toEqual(found)
})

test('assumes any number of tasks before the first launch, and counts no gold questions on pages', () => {
  const before = { ...askable, ratingTasks: 0, ratingLabels: 0 }
  expect(ineffectiveSettings({ ...sound, rules: [fast(1_000), same(1_000), marks(65)] }, counts, before)).toEqual([])
  const pages = { ...askable, ratingTasks: 43, hasPages: true }
  expect(ineffectiveSettings({ ...sound, rules: [marks(65)] }, counts, pages)).toEqual([])
})

test('reports nothing about numbers that are not typed yet', () => {
  const typing = { goldenShare: Number.NaN, qualification: { trainingTasks: Number.NaN, testTasks: 1, attempts: 1 } }
  expect(ineffectiveSettings({ ...typing, rules: [marks(Number.NaN)] }, counts, askable)).toEqual([])
})
