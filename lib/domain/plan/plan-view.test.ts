import { expect, test } from 'vitest'
import { isSameModels, type PlanChoices, planView, pointOfModels, toggledModels } from './plan-view'

const choices: PlanChoices = {
  models: null,
  rule: { budgetPerImage: 3 },
  minimumRecall: 0.97,
  candidatesPerTask: 8,
  ratersPerTask: 5,
  source: { from: 'models' as const },
  payPerHour: 10,
  asksUnanimous: false,
  classShare: 0,
}
const figures = (pairs: number, tasks: number) => ({ pairs, tasks, cost: tasks * 0.5 })
/** 36 seconds per task, whatever its size. */
const time = { perTask: 36, perCandidate: 0, from: 'measured' as const, answers: 60 }
const report = {
  time,
  models: [1],
  figures: figures(20, 10),
  everyModel: figures(60, 30),
  frontier: [
    { models: [1], ...figures(20, 10) },
    { models: [1, 2], ...figures(40, 20) },
  ],
  smallest: { models: [1], ...figures(20, 10) },
  ways: { pictureTime: { perCandidate: 1.8 } },
}
const view = (wanted: Partial<PlanChoices>, stamp = 'a') =>
  planView({ choices, stamp: 'a', report }, { ...choices, ...wanted }, { stamp, time })

test('shows a report for its own settings', () => {
  expect(view({})).toMatchObject({ isOld: false, isWhole: true, report: { figures: { tasks: 10, cost: 5 } } })
})

test('reprices every figure when the pay changes', () => {
  const { report: shown, isOld } = view({ payPerHour: 20, ratersPerTask: 10 })
  expect(isOld).toBe(false)
  expect(shown.figures.cost).toBe(20)
  expect(shown.everyModel.cost).toBe(60)
  expect(shown.frontier.map(({ cost }) => cost)).toEqual([20, 40])
  expect(shown.smallest?.cost).toBe(20)
})

test('prices candidates asked class first with their own time', () => {
  // 20 candidates, 5 raters, 1.8 seconds, 10 per hour.
  expect(view({ classShare: 1 }).report.figures.cost).toBeCloseTo(0.5)
  expect(view({ classShare: 0.5 }).report.figures.cost).toBeCloseTo(2.75)
  const earlier = { ...report, ways: null }
  const { report: shown } = planView({ choices, stamp: 'a', report: earlier }, choices, { stamp: 'a', time })
  expect(shown.figures.cost).toBe(5)
})

test('takes the figures of a subset from the frontier', () => {
  const { report: shown, isOld, isWhole } = view({ models: [1, 2] })
  expect(isOld).toBe(false)
  expect(isWhole).toBe(false)
  expect(shown.models).toEqual([1, 2])
  expect(shown.figures).toMatchObject({ pairs: 40, tasks: 20, cost: 10 })
})

test('marks the figures as old for a subset that is not on the frontier, and shows the chosen models', () => {
  expect(view({ models: [2] })).toMatchObject({ isOld: true, report: { models: [2], figures: { tasks: 10 } } })
})

test('keeps the figures if the same models are chosen by hand', () => {
  expect(view({ models: [1] })).toMatchObject({ isOld: false, isWhole: true })
  expect(view({ models: [1], minimumRecall: 0.5 })).toMatchObject({ isOld: false, isWhole: false })
})

test('marks the figures as old when the rule, the minimum recall or the data change', () => {
  expect(view({ rule: { budgetPerImage: 4 } }).isOld).toBe(true)
  expect(view({ candidatesPerTask: 4 }).isOld).toBe(true)
  expect(view({ asksUnanimous: true }).isOld).toBe(true)
  expect(view({ minimumRecall: 0.9 }).isOld).toBe(true)
  expect(view({}, 'b').isOld).toBe(true)
})

test('marks the figures as old when the source changes, and ignores models if they are not the source', () => {
  expect(view({ source: { from: 'original' } })).toMatchObject({ isOld: true, isWhole: false })
  const all = { ...choices, source: { from: 'classes' as const, classes: null } }
  const ofAll = (wanted: Partial<PlanChoices>) =>
    planView(
      { choices: all, stamp: 'a', report: { ...report, models: [] } },
      { ...all, ...wanted },
      { stamp: 'a', time },
    )
  expect(ofAll({ models: [2], minimumRecall: 0.5 })).toMatchObject({ isOld: false, isWhole: true })
  expect(ofAll({ source: { from: 'classes', classes: [1] } })).toMatchObject({ isOld: true })
})

test('reprices every figure when the seconds per candidate change', () => {
  const chosen = { perTask: 0, perCandidate: 36, from: 'chosen' as const, answers: 0 }
  const { report: shown, isOld } = planView({ choices, stamp: 'a', report }, choices, { stamp: 'a', time: chosen })
  expect(isOld).toBe(false)
  expect(shown).toMatchObject({ figures: { cost: 10 }, everyModel: { cost: 30 }, time: chosen })
})

test('ignores the order of models', () => {
  expect(isSameModels([1, 2], [2, 1])).toBe(true)
  expect(isSameModels([1], [1, 2])).toBe(false)
  expect(isSameModels([1, 3], [1, 2])).toBe(false)
  expect(isSameModels([], [])).toBe(true)
})

test('adds a model at its position and removes it again', () => {
  expect(toggledModels([1, 10], 2)).toEqual([1, 2, 10])
  expect(toggledModels([1, 2, 10], 2)).toEqual([1, 10])
})

test('finds the point of a set of models', () => {
  const points = [{ models: [1] }, { models: [1, 2] }]
  expect(pointOfModels(points, [2, 1])).toBe(points[1])
  expect(pointOfModels(points, [2])).toBeUndefined()
})
