import { beforeEach, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { findPaceMeasurement, findPaces, findPositionPaces } from '@/lib/db/raters/pace-query'
import { addRaterRow, answeredTask } from '@/lib/services/testing/answered-task'
import { madeForEachTest, makeRatingProject } from '@/lib/services/testing/rating-project'
import { measurePaces } from './measure-paces'

const project = madeForEachTest(() => makeRatingProject({ tasks: 6, candidates: 2, quota: 5 }))
beforeEach(async () => {
  await addRaterRow(project.id, 1)
  for (const taskId of [0, 1, 2]) await answer(taskId, 1_000 * (taskId + 1))
})

const answer = (taskId: number, activeMs: number) =>
  answeredTask({ projectId: project.id, raterId: 1, taskId, answers: [0, 1], order: taskId + 1, activeMs })
const start = new Date()
const later = (minutes: number) => () => new Date(start.getTime() + minutes * 60_000)

test('stores the same figures as reading all assignments, and measures again after new tasks and some time', async () => {
  const { id } = project
  await measurePaces({ now: later(0), moreThan: 2 })
  const first = await findPaceMeasurement(id)
  expect(first).toEqual({
    ...{ measuredAt: start, raters: await findPaces(id) },
    positions: await findPositionPaces(id, null),
  })
  await answer(3, 9_000)
  await measurePaces({ now: later(0.5), moreThan: 2 })
  expect(await findPaceMeasurement(id)).toEqual(first)
  await measurePaces({ now: later(2), moreThan: 2 })
  const second = await findPaceMeasurement(id)
  expect(second).toMatchObject({ measuredAt: later(2)(), raters: await findPaces(id) })
  expect(second?.raters).not.toEqual(first?.raters)
  // There are no new submissions since.
  await measurePaces({ now: later(9), moreThan: 2 })
  expect(await findPaceMeasurement(id)).toEqual(second)
})

test('keeps a slow measurement for sixty times its duration, and skips small projects', async () => {
  const { id: projectId } = project
  await measurePaces({ now: later(0), moreThan: 2 })
  await prisma.paceMeasurement.update({ where: { projectId }, data: { tookMs: 60_000 } })
  await answer(3, 9_000)
  await measurePaces({ now: later(59), moreThan: 2 })
  expect(await findPaceMeasurement(projectId)).toMatchObject({ measuredAt: start })
  await measurePaces({ now: later(61), moreThan: 4 })
  expect(await findPaceMeasurement(projectId)).toMatchObject({ measuredAt: start })
  await measurePaces({ now: later(61), moreThan: 3 })
  expect(await findPaceMeasurement(projectId)).toMatchObject({ measuredAt: later(61)() })
})
