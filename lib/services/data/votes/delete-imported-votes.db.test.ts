import { beforeEach, expect, test, vi } from 'vitest'
import { answerReading } from '@/lib/contracts/data/answers'
import { prisma } from '@/lib/db/client'
import { deleteImportedTasks } from '@/lib/db/data/imported-batch'
import { countProjectRows, findProjectSizes } from '@/lib/db/projects/project-overview-query'
import { withCopySession } from '@/lib/db/session/copy-session'
import { operator } from '@/lib/domain/permissions'
import { scratchFolder } from '@/lib/formats/testing/scratch-folder'
import { guardProject } from '@/lib/services/access/guard-project'
import { runAggregation } from '@/lib/services/runs/run-aggregation'
import { aggregatedProject } from '@/lib/services/testing/aggregated-project'
import { answerNext, errorCode, madeForEachTest, makeRatingProject } from '@/lib/services/testing/rating-project'
import { deleteImportedVotes, guardVoteDeletion } from './delete-imported-votes'
import { importVotes } from './import-votes'

const scratch = scratchFolder()

let where: { projectId: number }
const project = madeForEachTest(() => makeRatingProject({ tasks: 3, candidates: 3 }))
beforeEach(async () => {
  where = { projectId: project.id }
  // Raters are asked about the first two of three classes, and one of them has voted.
  await prisma.candidate.deleteMany({ where: { ...where, class: { classIndex: 2 } } })
  await answerNext(await project.addRater(), project.slug, ['no', 'yes'])
})

const header = 'image,rater,class_index,answer,time'
/** Votes of two raters on three images: one class that the project asks about, and one that it does not. */
const lines = [0, 1, 2].flatMap((image) =>
  ['ann', 'bob'].flatMap((rater) => [
    `secret-file-${image}.jpg,${rater},0,yes,2026-01-02T0${image}:00:00Z`,
    `secret-file-${image}.jpg,${rater},2,no,`,
  ]),
)

const importThem = (name = 'votes.csv', content = lines) =>
  importVotes(operator, {
    ...{ slug: project.slug, path: scratch(name, [header, ...content].join('\n')) },
    reading: answerReading.parse({}),
  })

async function start(batchId: number) {
  const access = await guardProject(operator, project.slug, 'admin')
  await prisma.$transaction((tx) => guardVoteDeletion(access, { batchId }, tx))
}

async function remove(batchId: number) {
  await start(batchId)
  return deleteImportedVotes(operator, { slug: project.slug, batchId, atOnce: 2 })
}

/** Everything that an import writes. */
async function contents() {
  const orderBy = { id: 'asc' } as const
  const { id } = project
  const [activity] = await prisma.$queryRaw<object[]>`
    SELECT sum(task_count) AS tasks, sum(yes_count) AS yes, sum(no_count) AS no FROM (
      SELECT task_count, yes_count, no_count FROM activity WHERE project_id = ${id}::int
      UNION ALL SELECT task_count, yes_count, no_count FROM untimed_votes WHERE project_id = ${id}::int
    ) counted`
  return {
    activity,
    sizes: await findProjectSizes(id),
    rows: await countProjectRows(id),
    batches: await prisma.batch.findMany({ where, orderBy }),
    tasks: await prisma.task.findMany({ where, orderBy }),
    raters: await prisma.rater.findMany({ where, orderBy }),
    candidates: await prisma.candidate.findMany({ where, orderBy }),
    assignments: await prisma.assignment.findMany({ where, orderBy }),
    votes: await prisma.vote.findMany({ where, orderBy: [{ candidateId: 'asc' }, { raterId: 'asc' }] }),
  }
}

test('leaves the project as it was before the import, and the file can be imported again', async () => {
  const before = await contents()
  const made = await importThem()
  expect(made).toMatchObject({ votes: 12, newRaters: 2 })
  expect(await contents()).not.toEqual(before)
  expect(await remove(made.batchId)).toEqual({ tasks: made.tasks, raters: 2 })
  expect(await contents()).toEqual(before)
  const event = await prisma.auditEvent.findFirstOrThrow({ where: { ...where, action: 'batch.delete-imported' } })
  expect(event.details).toEqual({ batchId: made.batchId, name: 'votes.csv', votes: 12, tasks: made.tasks })

  const again = await importThem()
  expect(again).toMatchObject({ votes: 12, newRaters: 2 })
  expect(await errorCode(importThem())).toBe('conflict')
})

test('keeps candidates that experts have judged, and raters with other votes', async () => {
  const first = await importThem('first.csv', lines.slice(0, 1))
  const second = await importThem('second.csv', lines.slice(1))
  const candidate = await prisma.candidate.findFirstOrThrow({
    where: { ...where, imageId: 1, class: { classIndex: 2 } },
  })
  const { id: raterId } = await prisma.rater.create({ data: { ...where, id: 100, kind: 'human', isExpert: true } })
  await prisma.goldenAnswer.create({
    data: { ...where, candidateId: candidate.id, raterId, source: 'expert', answer: 2 },
  })
  expect(await remove(second.batchId)).toEqual({ tasks: second.tasks, raters: 1 })
  const left = await prisma.candidate.findMany({ where: { ...where, class: { classIndex: 2 } } })
  expect(left).toEqual([{ ...candidate, voteCount: 0 }])
  expect(await prisma.rater.count({ where: { ...where, kind: 'imported' } })).toBe(1)
  expect(
    await prisma.vote.count({ where: { ...where, shown: { assignment: { task: { batchId: first.batchId } } } } }),
  ).toBe(1)
})

test('can be cancelled between parts, and completed later', async () => {
  const before = await contents()
  const { batchId, tasks } = await importThem()
  await start(batchId)
  const stop = new AbortController()
  const onProgress = (_: string, done: number) => {
    if (done > 0) stop.abort(new Error('cancelled'))
  }
  const input = { slug: project.slug, batchId, atOnce: 2 }
  await expect(deleteImportedVotes(operator, input, { onProgress, signal: stop.signal })).rejects.toThrow('cancelled')
  expect(await prisma.task.count({ where: { ...where, batchId } })).toBe(tasks - 2)
  await remove(batchId)
  expect(await contents()).toEqual(before)
})

test('refuses votes that were given here, and those that a run has used or raters were asked about', async () => {
  const [own] = await prisma.batch.findMany({ where })
  expect(await errorCode(start(own!.id))).toBe('conflict')
  expect(await errorCode(start(99))).toBe('not-found')
  const { batchId } = await importThem()
  const task = await prisma.task.findFirstOrThrow({ where: { ...where, batchId } })
  const rater = await prisma.rater.findFirstOrThrow({ where: { ...where, kind: 'human' } })
  const asked = await prisma.assignment.create({
    data: { ...where, taskId: task.id, raterId: rater.id, state: 'expired', leasedAt: new Date() },
  })
  await expect(start(batchId)).rejects.toThrow(/were asked 1 task of this batch/)
  // If it happens after the start, the others are deleted.
  const deletion = deleteImportedVotes(operator, { slug: project.slug, batchId, atOnce: 2 })
  await expect(deletion).rejects.toThrow(/were asked 1 task of this batch/)
  expect(await prisma.task.count({ where: { ...where, batchId } })).toBe(1)
  await prisma.assignment.delete({ where: { projectId_id: { ...where, id: asked.id } } })
  await runAggregation(operator, { slug: project.slug, projectRoot: process.cwd(), method: 'majority', parameters: {} })
  await expect(start(batchId)).rejects.toThrow(/^Run 1 has used these votes/)
  await prisma.aggregationRun.deleteMany({ where })
  await remove(batchId)
})

test('refuses gold questions, which nobody has answered yet', async () => {
  const { id, slug } = await aggregatedProject()
  await prisma.batch.create({ data: { projectId: id, id: 7, name: 'Gold questions', state: 'closed' } })
  await prisma.$executeRaw`INSERT INTO task (project_id, id, batch_id, image_id, kind) VALUES (${id}::int, 9999, 7, 0, 'golden')`
  const access = await guardProject(operator, slug, 'admin')
  const work = prisma.$transaction((tx) => guardVoteDeletion(access, { batchId: 7 }, tx))
  expect(await errorCode(work)).toBe('conflict')
})

test('nothing is imported meanwhile', async () => {
  await importThem()
  const kind = 'delete-imported-votes'
  const job = await prisma.job.create({ data: { ...where, kind, payload: {}, state: 'running' } })
  const more = importThem('more.csv', [`secret-file-0.jpg,carl,0,yes,`])
  await expect(more).rejects.toThrow('Imported votes of this project are being deleted. Nothing was imported.')
  await prisma.job.delete({ where: { projectId_id: { ...where, id: job.id } } })
})

test('keeps a candidate to which somebody refers at the same moment', async () => {
  const { batchId } = await importThem()
  const { id: raterId } = await prisma.rater.create({ data: { ...where, id: 100, kind: 'human', isExpert: true } })
  const candidate = await prisma.candidate.findFirstOrThrow({
    where: { ...where, imageId: 1, class: { classIndex: 2 } },
  })
  let deletion: Promise<unknown> = Promise.resolve()
  await prisma.$transaction(async (tx) => {
    await tx.goldenAnswer.create({
      data: { ...where, candidateId: candidate.id, raterId, source: 'expert', answer: 2 },
    })
    deletion = withCopySession((session) => deleteImportedTasks({ ...where, batchId }, 100, session))
    await vi.waitFor(async () => {
      const [waiting] = await prisma.$queryRaw<object[]>`
        SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
      expect(waiting).toBeDefined()
    })
  })
  await deletion
  expect(await prisma.goldenAnswer.count({ where })).toBe(1)
})
