import { expect, test } from 'vitest'
import type { KnownPair } from './control-task-pieces'
import { type ControlTask, type GoldenUse, planControlTasks } from './control-task-plan'

/** Even ids hold. */
const pair = (candidateId: number, imageId = 1): KnownPair => ({
  ...{ candidateId, imageId, holds: candidateId % 2 === 0 },
})
const pairs = (...ids: number[]) => ids.map((id) => pair(id))
const task = (taskId: number, kind: ControlTask['kind'], candidateIds: number[], isLaunched = true): ControlTask => ({
  ...{ taskId, imageId: 1, kind, isLaunched, candidateIds },
})
const uses = (use: GoldenUse) => new Map([[1, use]])
const sorted = (plan: ReturnType<typeof planControlTasks>) => ({
  ...plan,
  missing: plan.missing.map(({ candidateIds, ...one }) => ({ ...one, candidateIds: candidateIds.toSorted() })),
})

test('makes one task per image, hidden by default', () => {
  const plan = planControlTasks({
    ...{ pairs: [...pairs(1, 2, 3), pair(4, 2), pair(5, 2)], useOf: new Map([[2, 'test' as const]]), tasks: [] },
  })
  expect(sorted(plan)).toEqual({
    ...{ launch: [], retire: [] },
    missing: [
      { imageId: 1, kind: 'golden', candidateIds: [1, 2, 3] },
      { imageId: 2, kind: 'test', candidateIds: [4, 5] },
    ],
  })
})

test('keeps existing tasks and adds labels that hold now together with others', () => {
  const tasks = [task(7, 'golden', [1, 2])]
  expect(planControlTasks({ pairs: pairs(1, 2, 3), useOf: uses('hidden'), tasks }).missing).toEqual([])
  expect(sorted(planControlTasks({ pairs: pairs(1, 2, 3, 4), useOf: uses('hidden'), tasks })).missing).toEqual([
    { imageId: 1, kind: 'golden', candidateIds: [3, 4] },
  ])
})

test('retires tasks of another use and makes new ones', () => {
  expect(planControlTasks({ pairs: pairs(1), useOf: uses('training'), tasks: [task(7, 'golden', [1])] })).toEqual({
    ...{ launch: [], retire: [7], missing: [{ imageId: 1, kind: 'training', candidateIds: [1] }] },
  })
})

test('launches the old tasks again if the use changes back', () => {
  const tasks = [task(7, 'golden', [1, 2], false), task(8, 'training', [1, 2])]
  expect(planControlTasks({ pairs: pairs(1, 2), useOf: uses('hidden'), tasks })).toEqual({
    launch: [7],
    retire: [8],
    missing: [],
  })
})

test('retires a task without any pair of known truth', () => {
  const tasks = [task(7, 'golden', [1])]
  expect(planControlTasks({ pairs: [], useOf: uses('hidden'), tasks })).toEqual({
    launch: [],
    retire: [7],
    missing: [],
  })
})

test('retires tasks that are correct with “no” to everything, and tests with one label that holds among many', () => {
  const of = (use: GoldenUse, kind: ControlTask['kind']) =>
    planControlTasks({
      ...{ pairs: pairs(1, 2, 3, 5, 7, 9), useOf: uses(use) },
      tasks: [task(7, kind, [1, 2, 3, 5]), task(8, kind, [7, 9])],
    })
  expect(of('hidden', 'golden')).toEqual({ launch: [], retire: [8], missing: [] })
  const test = of('test', 'test')
  expect(test.retire).toEqual([7, 8])
  expect(test.missing.map(({ candidateIds }) => candidateIds.length)).toEqual([3])
})

test('excludes images with labels of one kind from tests, and launches hidden ones in equal numbers', () => {
  const alone = [pair(2, 1), pair(3, 2), pair(5, 3), pair(7, 4)]
  const all = (use: GoldenUse) => new Map([1, 2, 3, 4].map((imageId) => [imageId, use]))
  expect(planControlTasks({ pairs: alone, useOf: all('test'), tasks: [] }).missing).toEqual([])
  const hidden = planControlTasks({ pairs: alone, useOf: all('hidden'), tasks: [] }).missing
  expect(hidden).toHaveLength(2)
  expect(hidden.filter(({ candidateIds }) => candidateIds[0] === 2)).toHaveLength(1)
  expect(planControlTasks({ pairs: alone.slice(1), useOf: all('hidden'), tasks: [] }).missing).toEqual([])
})

test('gives a hidden image an ordinary shape, and replaces its tasks if they have another', () => {
  const many = pairs(2, 4, 1, 3, 5, 7, 9, 11, 13, 15, 17)
  const of = (ordinaryShapes: number[][], tasks: ControlTask[] = []) =>
    planControlTasks({ pairs: many, useOf: uses('hidden'), tasks, ordinaryShapes })
  const shape = (...args: Parameters<typeof of>) => of(...args).missing.map(({ candidateIds }) => candidateIds.length)
  expect(shape([[4]])).toEqual([4])
  expect(shape([[1]])).toEqual([1])
  expect(shape([[5, 5]])).toEqual([5, 5])
  expect(shape([])).toEqual([8])
  const eight = task(7, 'golden', of([[8]]).missing[0]!.candidateIds)
  expect(of([[8]], [eight])).toEqual({ launch: [], retire: [], missing: [] })
  const anew = of([[1]], [eight])
  expect(anew.retire).toEqual([7])
  expect(anew.missing).toHaveLength(1)
  const [one] = anew.missing
  const again = task(8, 'golden', one!.candidateIds)
  expect(of([[1]], [{ ...eight, isLaunched: false }, again])).toEqual({ launch: [], retire: [], missing: [] })
  // Back to tasks with eight candidates: the old one is launched again.
  expect(of([[8]], [{ ...eight, isLaunched: false }, again])).toEqual({ launch: [7], retire: [8], missing: [] })
})
