import { expect, test } from 'vitest'
import type { RatingTask } from '@/lib/contracts/rating/rating'
import { prisma } from '@/lib/db/client'
import { expireLeases } from '@/lib/db/rating/rating-session-query'
import { backdateLease, makeRatingProject, type RatingProject } from '@/lib/services/testing/rating-project'
import { leaseNextTask } from './assignments'
import { submitVotes } from './submit-votes'

let project: RatingProject

const experiment = (
  id: number,
  factor: 'order' | 'candidates' | 'examples',
  conditions: unknown[],
  state = 'running',
) =>
  prisma.experiment.create({
    data: {
      projectId: project.id,
      id,
      name: factor,
      factor,
      conditions: conditions as string[],
      state: state as 'running',
    },
  })
const conditionsOf = async (assignmentId: number) =>
  (await prisma.assignment.findFirstOrThrow({ where: { projectId: project.id, id: assignmentId } }))
    .conditions as Record<string, unknown> | null
/** Submits all tasks of the project as one new rater, using each task's position as the seed. */
async function rateAll() {
  const rater = await project.addRater()
  const tasks: RatingTask[] = []
  let { task } = await leaseNextTask(rater, { slug: project.slug }, 1)
  while (task) {
    tasks.push(task)
    const answers = task.candidates.map(() => 'no' as const)
    const { assignmentId, revision } = task
    await backdateLease(project.slug, assignmentId, 1_200)
    const sent = await submitVotes(
      rater,
      {
        slug: project.slug,
        assignmentId,
        revision,
        answers,
        durationMs: null,
        imageShownMs: 1_000,
        shownMs: null,
        activeMs: 1200,
      },
      tasks.length + 1,
    )
    task = sent.next.task
  }
  return tasks
}

test('draws one condition of each running experiment for every assignment, records it and applies it', async () => {
  project = await makeRatingProject({ tasks: 60, candidates: 6, quota: 1 })
  // Classes 4 and 2 are proposed by two and one models, the others by none.
  await prisma.$executeRaw`INSERT INTO model (project_id, id, name, score_kind) VALUES (${project.id}::int, 1, 'a', 'logit'), (${project.id}::int, 2, 'b', 'logit')`
  await prisma.$executeRaw`INSERT INTO candidate_model (project_id, candidate_id, model_id)
    SELECT project_id, id, m FROM candidate, generate_series(1, 2) m
    WHERE project_id = ${project.id}::int AND (class_id = 4 OR class_id = 2 AND m = 1)`
  await experiment(1, 'order', ['random', 'likely-first', 'by-name'])
  await experiment(2, 'candidates', [8, 4])
  await experiment(3, 'examples', [true, false])
  await experiment(4, 'order', ['by-name'], 'stopped')
  const seen = new Map<string, number>()
  const count = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1)
  for (const task of await rateAll()) {
    const conditions = await conditionsOf(task.assignmentId)
    expect(Object.keys(conditions ?? {})).toEqual(['1', '2', '3'])
    const [order, perScreen, hasExamples] = [conditions?.[1], conditions?.[2], conditions?.[3]]
    for (const condition of [order, perScreen, hasExamples]) count(String(condition))
    expect(task.display).toEqual({ perScreen, hasExamples })
    const names = task.candidates.map(({ name }) => name)
    if (order === 'likely-first') expect(names.slice(0, 2)).toEqual(['class 4', 'class 2'])
    if (order === 'by-name') expect(names).toEqual([...names].sort())
    if (order === 'random') count(names[0]!)
  }
  // The expected counts are 20 and 30 of 60.
  for (const condition of ['random', 'likely-first', 'by-name']) expect(seen.get(condition)).toBeGreaterThan(9)
  for (const condition of ['8', '4', 'true', 'false']) expect(seen.get(condition)).toBeGreaterThan(17)
  expect([...seen.keys()].filter((key) => key.startsWith('class')).length).toBeGreaterThan(2)
  const active = await prisma.assignment.count({ where: { projectId: project.id, activeMs: 1200 } })
  expect(active).toBe(60)
})

test('keeps the condition of a task that is leased again, whatever experiments run by then', async () => {
  project = await makeRatingProject({ tasks: 1 })
  await experiment(1, 'candidates', [8, 4])
  const rater = await project.addRater()
  const first = await leaseNextTask(rater, { slug: project.slug }, 1)
  const before = await conditionsOf(first.held[0]!)
  await prisma.$executeRaw`UPDATE assignment SET lease_expires_at = now() - interval '1 second' WHERE project_id = ${project.id}::int`
  await expireLeases(10)
  await experiment(2, 'order', ['by-name', 'random'])
  for (let seed = 2; seed < 5; seed++) {
    const again = await leaseNextTask(rater, { slug: project.slug }, seed)
    expect(again.task?.display).toEqual(first.task?.display)
    expect(again.task?.candidates).toEqual(first.task?.candidates)
    expect(await conditionsOf(again.held[0]!)).toEqual(before)
    await prisma.$executeRaw`UPDATE assignment SET lease_expires_at = now() - interval '1 second' WHERE project_id = ${project.id}::int`
    await expireLeases(10)
  }
})

test('excludes training and test from experiments, and records no condition without experiments', async () => {
  project = await makeRatingProject({ tasks: 2 })
  const [first, second] = [await project.addRater(), await project.addRater()]
  const plain = await leaseNextTask(first, { slug: project.slug })
  expect(await conditionsOf(plain.held[0]!)).toBeNull()
  expect(plain.task?.display).toEqual({ perScreen: 64, hasExamples: true })
  await experiment(1, 'examples', [false, true])
  await project.addControlTasks('training', 1)
  await prisma.project.update({
    where: { id: project.id },
    data: { quality: { qualification: { trainingTasks: 1, testTasks: 1, passMark: 0.5, attempts: 1 } } },
  })
  const training = await leaseNextTask(second, { slug: project.slug })
  expect(training.step.kind).toBe('training')
  expect(await conditionsOf(training.held[0]!)).toBeNull()
})
