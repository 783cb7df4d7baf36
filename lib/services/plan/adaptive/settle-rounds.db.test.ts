import { afterEach, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { hardnessLevels } from '@/lib/db/plan/round-rows'
import { reopenAssignment } from '@/lib/db/rating/rating-session-query'
import { lockProject } from '@/lib/db/session/transaction'
import { operator } from '@/lib/domain/permissions'
import { readBatch } from '@/lib/services/plan/read-batches'
import { replaceAnswers } from '@/lib/services/quality/rater-actions'
import { actOnRaters } from '@/lib/services/raters/rater-state'
import {
  type AdaptiveProject,
  type AdaptiveProjectOptions,
  adaptiveProject,
} from '@/lib/services/testing/adaptive-project'
import { roles } from '@/lib/stopping/certified-rule'
import { setBatchState, withdrawUnanswered } from '../change-batch-tasks'
import { simulateRaters } from '../simulate-raters'
import { drawnRole, keptRule } from './kept-rule'
import { settleAllRounds, settleRounds } from './settle-rounds'

let project: AdaptiveProject
afterEach(() => project.remove())

const options: AdaptiveProjectOptions = { images: 6, minimum: 3, maximum: 5, limit: null, raters: 8 }

async function launched(changed: Partial<AdaptiveProjectOptions> = {}) {
  project = await adaptiveProject({ ...options, ...changed })
  await project.launch()
  return project
}

const stopsOf = ({ projectId }: AdaptiveProject) =>
  prisma.labelStop.findMany({ where: { projectId }, orderBy: { candidateId: 'asc' } })

/** Lets all raters answer, round after round, until nothing is left to decide. */
async function finish({ projectId, raterIds, rateAll }: AdaptiveProject) {
  for (let pass = 0, isDone = false; !isDone; pass++) {
    expect(pass).toBeLessThan(30)
    let tasks = 0
    for (const raterId of raterIds) tasks += await rateAll(raterId)
    isDone = tasks === 0 && (await settleRounds(projectId)) === 0
  }
}

/** Checks what must hold at any time, and if `isFinished`, when nothing is left to ask. */
async function expectInvariants({ projectId }: AdaptiveProject, { maximum = 5, isFinished = true } = {}) {
  const votes = await prisma.vote.groupBy({ by: ['candidateId'], where: { projectId }, _count: true })
  expect(Math.max(...votes.map((one) => one._count))).toBeLessThanOrEqual(maximum)
  const asked = await prisma.$queryRaw<unknown[]>`
    SELECT tc.candidate_id, a.rater_id FROM assignment a
    JOIN task_candidate tc ON tc.project_id = a.project_id AND tc.task_id = a.task_id
    WHERE a.project_id = ${projectId}::int AND a.state IN ('leased', 'submitted')
    GROUP BY tc.candidate_id, a.rater_id HAVING count(*) > 1`
  expect(asked).toEqual([])
  if (!isFinished) return
  const candidates = await prisma.candidate.findMany({ where: { projectId }, include: { stop: true } })
  expect(candidates.filter(({ stop, voteCount }) => stop?.votes !== voteCount)).toEqual([])
  const tasks = await prisma.task.findMany({ where: { projectId } })
  expect(tasks.filter(({ submitted, quota }) => submitted !== quota)).toEqual([])
  expect(await prisma.openRound.count({ where: { projectId } })).toBe(0)
}

test('asks about every label the minimum number of times first, and no more about settled labels', async () => {
  const { projectId, raterIds, rateAll } = await launched()
  const first = await prisma.task.findMany({ where: { projectId } })
  expect(first.map(({ quota }) => quota)).toEqual(Array(12).fill(3))
  for (const raterId of raterIds.slice(0, 3)) expect(await rateAll(raterId)).toBe(12)
  expect((await project.lease(raterIds[3]!)).state).toBe('waiting')
  expect(await settleRounds(projectId)).toBe(12)
  const stops = await stopsOf(project)
  expect(stops.length).toBeGreaterThan(20)
  expect(stops.every(({ reason, votes }) => reason === 'lossless' && votes === 3)).toBe(true)
  const settled = new Set(stops.map(({ candidateId }) => candidateId))
  const second = await prisma.task.findMany({ where: { projectId, id: { gte: 12 } }, include: { candidates: true } })
  expect(second.map(({ quota }) => quota)).toEqual(second.map(() => 1))
  const asked = second.flatMap(({ candidates }) => candidates.map(({ candidateId }) => candidateId))
  expect(asked.filter((id) => settled.has(id))).toEqual([])
  expect(asked.length + settled.size).toBe(48)
  await finish(project)
  await expectInvariants(project)
  const after = await stopsOf(project)
  expect(new Set(after.map(({ reason }) => reason))).toEqual(new Set(['lossless', 'maximum']))
  expect(after.reduce((sum, { votes }) => sum + votes, 0)).toBe(await prisma.vote.count({ where: { projectId } }))
  await prisma.$queryRaw`SELECT close_finished_batches()`
  expect(await prisma.batch.count({ where: { projectId, state: 'closed' } })).toBe(1)
})

test('decides in a project while a long import locks another', async () => {
  const [locked, open] = [await adaptiveProject(options), await adaptiveProject(options)]
  for (const { launch, raterIds, rateAll } of [locked, open]) {
    await launch()
    for (const raterId of raterIds.slice(0, 3)) await rateAll(raterId)
  }
  await prisma.$transaction(
    async (tx) => {
      await lockProject(tx, locked.projectId)
      const settled = settleAllRounds()
      await expect.poll(() => stopsOf(open)).not.toEqual([])
      await settled
    },
    { timeout: 60_000 },
  )
  expect(await stopsOf(locked)).toEqual([])
  await settleAllRounds()
  expect(await stopsOf(locked)).not.toEqual([])
  project = locked
  await open.remove()
})

test('puts open labels of an image together, the hardest first in the queue', async () => {
  const { projectId, raterIds, rateAll } = await launched({ images: 20 })
  for (const raterId of raterIds.slice(0, 3)) await rateAll(raterId)
  await settleRounds(projectId)
  const { roundPositions } = await prisma.adaptiveBatch.findFirstOrThrow({ where: { projectId } })
  expect(roundPositions).toHaveLength(hardnessLevels)
  const tasks = await prisma.task.findMany({ where: { projectId, id: { gte: 40 } }, include: { candidates: true } })
  const positions = roundPositions.map(Number)
  expect(tasks.every(({ queuePosition }) => positions.includes(Number(queuePosition)))).toBe(true)
  expect(Math.max(...tasks.map(({ candidates }) => candidates.length))).toBeGreaterThan(1)
  expect(Math.max(...tasks.map(({ candidates }) => candidates.length))).toBeLessThanOrEqual(4)
})

test('finishes with as many raters as the maximum, each asked once about a label', async () => {
  await launched({ images: 12, raters: 5 })
  await finish(project)
  await expectInvariants(project)
})

test('settles all labels with concurrent raters, two workers and killed ones, never asking twice or above the maximum', async () => {
  const { projectId, raterIds, lease, submit } = await launched({ images: 10, raters: 8 })
  let isOver = false
  let turn = 0
  const rater = async (raterId: number) => {
    while (!isOver) {
      const { task } = await lease(raterId)
      if (!task) {
        await new Promise((resolve) => setTimeout(resolve, 15))
        continue
      }
      const result = await submit(raterId, task)
      // Some answers are corrected: taken back, settled in the meantime, and given again.
      if (result.outcome === 'accepted' && ++turn % 9 === 0) {
        const reopened = await reopenAssignment({ projectId, raterId, assignmentId: task.assignmentId }, turn)
        if (reopened.outcome === 'reopened' && 'task' in reopened && reopened.task) await submit(raterId, reopened.task)
      }
    }
  }
  const worker = async () => {
    while (!isOver) {
      await settleRounds(projectId).catch(() => {})
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
  let kills = 0
  const killer = async () => {
    while (!isOver && kills < 15) {
      await new Promise((resolve) => setTimeout(resolve, 40 + 10 * kills))
      const [ended] = await prisma.$queryRaw<{ count: number }[]>`
        SELECT count(pg_terminate_backend(pid))::int AS count FROM pg_stat_activity
        WHERE application_name = 'reassess-bulk' AND datname = current_database()`
      kills += ended?.count ?? 0
    }
  }
  const watcher = async () => {
    const labels = 10 * 8
    const until = Date.now() + 50_000
    while (!isOver) {
      await expectInvariants(project, { isFinished: false }).catch((error) => {
        isOver = true
        throw error
      })
      const [stops, rounds] = await Promise.all([
        prisma.labelStop.count({ where: { projectId } }),
        prisma.openRound.count({ where: { projectId } }),
      ])
      if ((stops === labels && rounds === 0) || Date.now() > until) isOver = true
      await new Promise((resolve) => setTimeout(resolve, 30))
    }
  }
  await Promise.all([...raterIds.map(rater), worker(), worker(), killer(), watcher()])
  expect(kills).toBeGreaterThan(0)
  await expectInvariants(project)
})

test('lets simulated raters finish a batch while the worker settles its labels', async () => {
  const { projectId, slug } = await launched({ images: 20 })
  let isOver = false
  const worker = async () => {
    for (; !isOver; await new Promise(setImmediate)) await settleRounds(projectId)
  }
  const simulation = simulateRaters(operator, { slug, raters: 10, seed: 1 }).finally(() => {
    isOver = true
  })
  const [result] = await Promise.all([simulation, worker()])
  expect(result.openTasks).toBe(0)
  await expectInvariants(project)
})

test('decides again about a label whose vote is taken back', async () => {
  const { projectId, raterIds, submit } = await launched()
  await finish(project)
  await prisma.$queryRaw`SELECT close_finished_batches()`
  const last = await prisma.assignment.findFirstOrThrow({
    where: { projectId, raterId: raterIds[0]!, state: 'submitted' },
    orderBy: { submittedOrder: 'desc' },
    include: { shown: true },
  })
  const labels = last.shown.map(({ candidateId }) => candidateId)
  const stopped = () => prisma.labelStop.count({ where: { projectId, candidateId: { in: labels } } })
  expect(await stopped()).toBe(labels.length)
  const reopened = await reopenAssignment({ projectId, raterId: raterIds[0]!, assignmentId: last.id }, 1)
  expect(reopened.outcome).toBe('reopened')
  expect(await stopped()).toBe(0)
  expect(await prisma.batch.count({ where: { projectId, state: 'open' } })).toBe(1)
  // Nothing is decided while the rater corrects the answer, and nobody else is asked.
  const tasks = await prisma.task.count({ where: { projectId } })
  await settleRounds(projectId)
  expect(await stopped()).toBe(0)
  expect(await prisma.task.count({ where: { projectId } })).toBe(tasks)
  await submit(raterIds[0]!, { assignmentId: last.id, revision: 1 })
  await finish(project)
  expect(await stopped()).toBe(labels.length)
  await expectInvariants(project)
})

test('asks other raters instead of an excluded one about labels that are no longer settled', async () => {
  const { projectId, slug, raterIds } = await launched()
  await finish(project)
  const raterId = raterIds[0]!
  const quotas = await prisma.task.aggregate({ where: { projectId }, _sum: { quota: true } })
  await actOnRaters(operator, { slug, act: 'exclude', raterIds: [raterId] })
  const { tasks } = await replaceAnswers(operator, { slug, raterId })
  expect(tasks).toBeGreaterThan(0)
  // No quota increases: labels get their votes one by one.
  expect(await prisma.task.aggregate({ where: { projectId }, _sum: { quota: true } })).toEqual(quotas)
  await finish(project)
  const stops = await stopsOf(project)
  expect(stops).toHaveLength(48)
  const counted = await prisma.vote.groupBy({
    ...{ by: ['candidateId'], where: { projectId, raterId: { not: raterId } }, _count: true },
  })
  const votesOf = new Map(counted.map((one) => [one.candidateId, one._count]))
  expect(stops.filter(({ candidateId, votes }) => votesOf.get(candidateId) !== votes)).toEqual([])
  expect(stops.every(({ votes }) => votes >= 3 && votes <= 5)).toBe(true)
})

test('keeps labels open while the batch is stopped, and settles withdrawn ones with the votes they have', async () => {
  const { projectId, slug, raterIds, rateAll } = await launched({ images: 20 })
  for (const raterId of raterIds.slice(0, 3)) await rateAll(raterId)
  await settleRounds(projectId)
  const open = await prisma.task.count({ where: { projectId, isOpen: true } })
  expect(open).toBeGreaterThan(0)
  await setBatchState(operator, { slug, batchId: 1, state: 'closed' })
  expect(await settleRounds(projectId)).toBe(0)
  await setBatchState(operator, { slug, batchId: 1, state: 'open' })
  expect(await prisma.task.count({ where: { projectId, isOpen: true } })).toBe(open)
  expect(await withdrawUnanswered(operator, { slug, batchId: 1 })).toEqual({ tasks: open })
  const stops = await stopsOf(project)
  expect(stops).toHaveLength(160)
  expect(stops.filter(({ reason }) => reason === 'withdrawn').every(({ votes }) => votes === 3)).toBe(true)
  await expectInvariants(project)
})

test('with a limit, learns once from drawn labels that get all their votes, while others wait', async () => {
  const { projectId, raterIds, rateAll } = await launched({ images: 24, raters: 8, limit: 0.1 })
  const batch = () => prisma.adaptiveBatch.findFirstOrThrow({ where: { projectId } })
  const draw = await batch()
  const isDrawn = (candidateId: number) => drawnRole(candidateId, draw) !== roles.ordinary
  for (const raterId of raterIds.slice(0, 3)) await rateAll(raterId)
  await settleRounds(projectId)
  expect((await batch()).rule).toBeNull()
  expect(await prisma.openRound.count({ where: { projectId, isHeld: true } })).toBeGreaterThan(0)
  await finish(project)
  await expectInvariants(project)
  const rule = keptRule.parse((await batch()).rule)
  const stops = await stopsOf(project)
  const drawn = stops.filter(({ candidateId }) => isDrawn(candidateId))
  expect(drawn.length).toBeGreaterThan(20)
  expect(rule.learned + rule.audited).toBe(drawn.length)
  expect(drawn.every(({ reason }) => reason === 'audited' || reason === 'lossless')).toBe(true)
  expect(stops.every(({ candidateId, reason }) => isDrawn(candidateId) || reason !== 'audited')).toBe(true)
  if (rule.rule) expect(rule.bound).toBeLessThanOrEqual(0.1)
  await finish(project)
  expect(keptRule.parse((await batch()).rule).at).toBe(rule.at)
})

test('rejects a launch if nothing is known about raters, and stores nothing of it', async () => {
  project = await adaptiveProject({ images: 2, minimum: 1, maximum: 3, limit: null, raters: 2, hasRun: false })
  await expect(project.launch()).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('how reliable raters are'),
  })
  expect(await prisma.task.count({ where: { projectId: project.projectId } })).toBe(0)
})

test('scores labels as votes arrive, and reports how the latest run differs', async () => {
  const { projectId, slug, raterIds, rateAll } = await launched()
  const adaptive = async () => (await readBatch(operator, { slug, batchId: 1 })).adaptive!
  expect((await adaptive()).scored).toEqual({ labels: 0, at: null })
  for (const raterId of raterIds.slice(0, 3)) await rateAll(raterId)
  await settleRounds(projectId)
  const scores = () => prisma.labelScore.findMany({ where: { projectId }, orderBy: { candidateId: 'asc' } })
  const first = await scores()
  expect(first.map(({ votes }) => votes)).toEqual(Array(48).fill(3))
  expect(await adaptive()).toMatchObject({ scored: { labels: 48 }, run: { runId: 1, labels: 0, meanDifference: null } })

  // A run with the same scores, except that it decides one settled and one open label differently.
  const stopped = new Set((await stopsOf(project)).map(({ candidateId }) => candidateId))
  const other = new Set(
    [true, false].map((isStopped) => first.find((one) => stopped.has(one.candidateId) === isStopped)!),
  )
  await prisma.score.createMany({
    data: first.map((one) => ({
      ...{ projectId, runId: 1, candidateId: one.candidateId },
      score: other.has(one) ? Number(!one.holds) : one.score,
    })),
  })
  const { run } = await adaptive()
  expect(run).toMatchObject({ labels: 48, newer: 48, settledChanged: 1, openChanged: 1 })
  expect(run!.settled).toBe(stopped.size)
  expect(run!.open).toBe(48 - stopped.size)
  expect(run!.largestDifference).toBeGreaterThan(0.5)
  expect(run!.meanDifference).toBeLessThanOrEqual((2 * run!.largestDifference!) / 48)

  await finish(project)
  const votes = new Map((await stopsOf(project)).map((stop) => [stop.candidateId, stop]))
  const last = await scores()
  expect(last.every((one) => votes.get(one.candidateId)!.votes === one.votes)).toBe(true)
  expect(last.every((one) => votes.get(one.candidateId)!.holds === one.holds)).toBe(true)
})
