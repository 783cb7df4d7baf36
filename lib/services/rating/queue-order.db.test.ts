import { describe, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { leaseTasks, releaseHeldLeases, submitAndLease } from '@/lib/db/rating/rating-session-query'
import { queuePositions } from '@/lib/proposals/task-order'
import { makeRatingProject, type RatingProject, startRaters } from '@/lib/services/testing/rating-project'

let project: RatingProject

const classCount = 8

/** Makes a folder sorted by class, launched in mixed order: image i is of class i · classCount / images. */
async function sortedFolder({ images, quota, raters }: { images: number; quota: number; raters: number }) {
  project = await makeRatingProject({ tasks: images, quota, candidates: 1 })
  const positions = queuePositions(
    Array.from({ length: images }, (_, image) => Math.floor((image * classCount) / images)),
    'mixed',
    1,
  )
  await prisma.$executeRaw`
    UPDATE task SET queue_position = 1000000 + p.position, queue_group = p.part
    FROM unnest(${positions.map((_, image) => image)}::int[], ${positions.map(({ position }) => position)}::int[],
      ${positions.map(({ group }) => group)}::int[]) AS p (image, position, part)
    WHERE project_id = ${project.id}::int AND image_id = p.image`
  await startRaters(project.id, raters)
  return positions
}

/** Lets a rater answer this many tasks, and returns the images in the order in which they came. */
async function rate(rater: number, tasks: number): Promise<number[]> {
  let row = await leaseTasks(project.id, rater, 40 + rater)
  for (let done = 0; done < tasks && row.task; done++) {
    const answers = row.task.candidates.map(() => 0)
    const submission = { projectId: project.id, raterId: rater, assignmentId: row.held[0]!, revision: 0, answers }
    const next = await submitAndLease(
      { ...submission, durationMs: null, imageShownMs: 1_000, shownMs: null },
      rater * 1_000 + done,
    )
    if (!('state' in next)) throw new Error(next.outcome)
    row = next
  }
  return imagesOf(rater)
}

async function imagesOf(rater: number): Promise<number[]> {
  const rows = await prisma.assignment.findMany({
    where: { projectId: project.id, raterId: rater, state: 'submitted', task: { kind: 'rating' } },
    orderBy: { submittedOrder: 'asc' },
    select: { task: { select: { imageId: true } } },
  })
  return rows.map(({ task }) => task.imageId)
}

function correlation(xs: number[], ys: number[]): number {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [meanX, meanY] = [mean(xs), mean(ys)]
  const sum = (of: (at: number) => number) => xs.reduce((total, _, at) => total + of(at), 0)
  const [dx, dy] = [(at: number) => xs[at]! - meanX, (at: number) => ys[at]! - meanY]
  return sum((at) => dx(at) * dy(at)) / Math.sqrt(sum((at) => dx(at) ** 2) * sum((at) => dy(at) ** 2))
}

describe('the order of a batch that is mixed', () => {
  test("follows neither the images nor another rater's order, and has no runs of a class in a folder sorted by class", async () => {
    const images = 200
    await sortedFolder({ images, quota: 3, raters: 3 })
    const orders = [await rate(1, images), await rate(2, images), await rate(3, images)]
    for (const order of orders) {
      expect(new Set(order).size).toBe(images)
      expect(Math.abs(correlation([...order.keys()], order))).toBeLessThan(0.25)
      const classes = order.map((image) => Math.floor((image * classCount) / images))
      const repeats = classes.filter((one, at) => one === classes[at - 1]).length
      // A plain shuffle would have 25 neighbours of one class; here they occur only where two groups of eight meet.
      expect(repeats).toBeLessThanOrEqual(10)
      expect(classes.some((one, at) => one === classes[at - 1] && one === classes[at - 2])).toBe(false)
    }
    for (const [one, other] of [
      [0, 1],
      [0, 2],
      [1, 2],
    ] as const) {
      const positionOf = new Map(orders[other]!.map((image, at) => [image, at]))
      const positions = orders[one]!.map((image) => positionOf.get(image)!)
      expect(Math.abs(correlation([...positions.keys()], positions))).toBeLessThan(0.35)
    }
    const open = await prisma.task.count({ where: { projectId: project.id, submitted: { lt: 3 } } })
    expect(open).toBe(0)
  })

  test('completes images early because raters fill one position after the other', async () => {
    const positions = await sortedFolder({ images: 500, quota: 1, raters: 2 })
    const first = positions.filter(({ position }) => position === 0).length
    const [one, other] = [await rate(1, first / 2), await rate(2, first / 2)]
    // Each rater holds one more task than they have answered, so the second may be one task ahead.
    expect([...one, ...other].filter((image) => positions[image]!.position > 0).length).toBeLessThanOrEqual(1)
    expect(positions[(await rate(1, 2)).at(-1)!]!.position).toBe(1)
    const finished = await prisma.task.findMany({ where: { projectId: project.id, submitted: 1 } })
    expect(finished.filter(({ imageId }) => positions[imageId]!.position === 0)).toHaveLength(first)
  })

  test('takes a rater through every position while earlier and later tasks wait for other raters', async () => {
    const positions = await sortedFolder({ images: 500, quota: 3, raters: 1 })
    const order = await rate(1, 600)
    expect(new Set(order).size).toBe(500)
    expect(order.map((image) => positions[image]!.position)).toEqual(positions.map(({ position }) => position).sort())
    const cursor = await prisma.raterCursor.findFirstOrThrow({ where: { projectId: project.id, raterId: 1 } })
    const keys = await prisma.$queryRaw<{ image: number }[]>`
      SELECT image_id AS image FROM task WHERE project_id = ${project.id}::int
      ORDER BY queue_position, queue_key(${cursor.orderSeed}::int, queue_group, image_id), id`
    expect(order).toEqual(keys.map(({ image }) => image))
  })

  test('continues from a position whose group has more tasks than are read at once', async () => {
    await sortedFolder({ images: 30, quota: 2, raters: 1 })
    await prisma.$executeRaw`
      UPDATE task SET queue_position = 1000000 + image_id / 20, queue_group = 0 WHERE project_id = ${project.id}::int`
    expect(new Set(await rate(1, 40)).size).toBe(30)
  })

  test('is stable for each rater: a released task comes back at the same point', async () => {
    await sortedFolder({ images: 60, quota: 2, raters: 1 })
    await rate(1, 10)
    await releaseHeldLeases(project.id, 1, (await leaseTasks(project.id, 1, 1)).held)
    const before = await leaseTasks(project.id, 1, 5, { ahead: 3, have: [] })
    await releaseHeldLeases(project.id, 1, before.held)
    const again = await leaseTasks(project.id, 1, 6, { ahead: 3, have: [] })
    expect(again.held).toEqual(before.held)
  })

  test('gives a released task next to a rater who has passed it, and in turn to one who has not', async () => {
    await sortedFolder({ images: 60, quota: 1, raters: 2 })
    let { held } = await leaseTasks(project.id, 1, 1, { ahead: 19, have: [] })
    for (let call = 0; call < 3; call++) held = (await leaseTasks(project.id, 1, 1, { ahead: 19, have: held })).held
    expect(held.length).toBeGreaterThan(8)
    await rate(2, 20)
    await releaseHeldLeases(project.id, 1, held)
    const behind = await prisma.$queryRaw<{ id: number }[]>`
      SELECT t.id FROM rater_cursor c JOIN task t ON t.project_id = c.project_id AND t.is_open
        AND queue_key(c.order_seed, t.queue_group, t.image_id) < c.queue_key
      WHERE c.project_id = ${project.id}::int AND c.rater_id = 2
      ORDER BY queue_key(c.order_seed, t.queue_group, t.image_id)`
    expect(behind.length).toBeGreaterThan(1)
    expect(behind.length).toBeLessThan(held.length)
    const next = await rate(2, 1 + behind.length)
    expect(next.slice(21)).toEqual(behind.map(({ id }) => id))
  })
})

test('keeps the tasks of one image together for every rater, whatever else is in the queue', async () => {
  await sortedFolder({ images: 40, quota: 3, raters: 3 })
  await prisma.$executeRaw`
    INSERT INTO class (project_id, id, class_index, external_id, name) VALUES (${project.id}::int, 1, 1, 'second', 'second')`
  await prisma.$executeRaw`
    INSERT INTO candidate (project_id, id, image_id, class_id, position, is_original)
    SELECT ${project.id}::int, 1000 + image_id, image_id, 1, 1000 + image_id, false FROM task WHERE project_id = ${project.id}::int`
  await prisma.$executeRaw`
    INSERT INTO task (project_id, id, batch_id, image_id, kind, quota, is_launched, queue_position, queue_group)
    SELECT project_id, 1000 + id, batch_id, image_id, kind, quota, true, queue_position, queue_group
    FROM task WHERE project_id = ${project.id}::int`
  await prisma.$executeRaw`
    INSERT INTO task_candidate (project_id, task_id, position, candidate_id)
    SELECT project_id, id, 0, id FROM task WHERE project_id = ${project.id}::int AND id >= 1000`
  const pages = await leaseTasks(project.id, 3, 1, { ahead: 3, have: [] })
  expect([pages.task!, ...pages.ahead].map(({ page }) => page)).toEqual(
    [1, 2, 1, 2].map((number) => ({ number, count: 2 })),
  )
  await project.addControlTasks('golden', 30)
  await prisma.project.update({ where: { id: project.id }, data: { quality: { goldenShare: 0.3 } } })
  for (const rater of [1, 2, 3]) {
    const order = await rate(rater, 200)
    expect(order).toHaveLength(80)
    const rows = await prisma.assignment.findMany({
      where: { projectId: project.id, raterId: rater },
      orderBy: { submittedOrder: 'asc' },
      select: { task: { select: { imageId: true, kind: true } } },
    })
    const images = rows.map(({ task }) => task.imageId)
    rows.forEach(({ task }, at) => {
      if (task.kind === 'rating') expect([images[at - 1], images[at + 1]]).toContain(task.imageId)
    })
  }
})
