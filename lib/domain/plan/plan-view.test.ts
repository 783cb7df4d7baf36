import { expect, test } from 'vitest'
import { type PlanChoices, planView } from './plan-view'

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
/** As long for a task as 36 seconds, whatever it holds. */
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

test('a report answers its own choices', () => {
  expect(view({})).toMatchObject({ isOld: false, isWhole: true, report: { figures: { tasks: 10, cost: 5 } } })
})

test('another pay prices every figure at once', () => {
  const { report: shown, isOld } = view({ payPerHour: 20, ratersPerTask: 10 })
  expect(isOld).toBe(false)
  expect(shown.figures.cost).toBe(20)
  expect(shown.everyModel.cost).toBe(60)
  expect(shown.frontier.map(({ cost }) => cost)).toEqual([20, 40])
  expect(shown.smallest?.cost).toBe(20)
})

test('asked class first, candidates are priced with the time that they take so', () => {
  // 20 candidates, 5 raters, 1.8 seconds, 10 an hour.
  expect(view({ classShare: 1 }).report.figures.cost).toBeCloseTo(0.5)
  expect(view({ classShare: 0.5 }).report.figures.cost).toBeCloseTo(2.75)
  const earlier = { ...report, ways: null }
  const { report: shown } = planView({ choices, stamp: 'a', report: earlier }, choices, { stamp: 'a', time })
  expect(shown.figures.cost).toBe(5)
})

test('a subset on the frontier is known already', () => {
  const { report: shown, isOld, isWhole } = view({ models: [1, 2] })
  expect(isOld).toBe(false)
  expect(isWhole).toBe(false)
  expect(shown.models).toEqual([1, 2])
  expect(shown.figures).toMatchObject({ pairs: 40, tasks: 20, cost: 10 })
})

test('another subset keeps the earlier figures, as old ones, and shows the models that are ticked', () => {
  expect(view({ models: [2] })).toMatchObject({ isOld: true, report: { models: [2], figures: { tasks: 10 } } })
})

test('the same models chosen by hand keep their figures', () => {
  expect(view({ models: [1] })).toMatchObject({ isOld: false, isWhole: true })
  expect(view({ models: [1], minimumRecall: 0.5 })).toMatchObject({ isOld: false, isWhole: false })
})

test('another rule, another wanted recall and other data make the figures old', () => {
  expect(view({ rule: { budgetPerImage: 4 } }).isOld).toBe(true)
  expect(view({ candidatesPerTask: 4 }).isOld).toBe(true)
  expect(view({ asksUnanimous: true }).isOld).toBe(true)
  expect(view({ minimumRecall: 0.9 }).isOld).toBe(true)
  expect(view({}, 'b').isOld).toBe(true)
})

test('another source makes the figures old, and without models the choice of models says nothing', () => {
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

test('another time of a candidate prices every figure at once', () => {
  const chosen = { perTask: 0, perCandidate: 36, from: 'chosen' as const, answers: 0 }
  const { report: shown, isOld } = planView({ choices, stamp: 'a', report }, choices, { stamp: 'a', time: chosen })
  expect(isOld).toBe(false)
  expect(shown).toMatchObject({ figures: { cost: 10 }, everyModel: { cost: 30 }, time: chosen })
})
