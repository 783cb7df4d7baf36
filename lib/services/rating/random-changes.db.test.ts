import { expect, test } from 'vitest'
import type { RatingSession } from '@/lib/contracts/rating/rating'
import { prisma } from '@/lib/db/client'
import { findProjectSizes } from '@/lib/db/projects/project-overview-query'
import { countAnswersByRater } from '@/lib/db/raters/rater-query'
import { countTasks } from '@/lib/db/rating/rating-session-query'
import { isRetryable } from '@/lib/db/session/sql-state'
import { voteViolations } from '@/lib/db/testing/vote-invariants'
import { answers } from '@/lib/domain/rating/answer'
import { AppError } from '@/lib/errors'
import { addToGoldenSet, askAgain, excludeImages, includeImages } from '@/lib/services/images/image-actions'
import { setBatchPriority, setBatchState, withdrawUnanswered } from '@/lib/services/plan/change-batch-tasks'
import { eraseRater } from '@/lib/services/raters/erase-rater'
import { actOnRaters } from '@/lib/services/raters/rater-state'
import { makeRatingProject, submitTask } from '@/lib/services/testing/rating-project'
import { leaseNextTask, releaseLeases, renewLeases, skipAssignment, undoSubmission } from './assignments'

const imageCount = 14
const operationCount = 600
const atOnce = 6

test('random changes by raters and admins at once leave all votes, quotas and counters right', async () => {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(Math.random() * items.length)]!
  const project = await makeRatingProject({ tasks: imageCount, quota: 3 })
  const { id: projectId, slug } = project
  const admin = await project.addMember('admin')
  await project.addControlTasks('golden', 6)
  await prisma.project.update({ where: { id: projectId }, data: { quality: { goldenShare: 0.2 } } })
  const raters = await Promise.all(Array.from({ length: 7 }, () => project.addRater()))
  const sessions = new Map<(typeof raters)[number], RatingSession>()

  const ask = async (rater = pick(raters)) =>
    sessions.set(rater, await leaseNextTask(rater, { slug, ahead: pick([0, 2]) }))
  /** Acts on the task that a rater has on screen, which another request may have ended. */
  const onTask =
    (act: (rater: (typeof raters)[number], task: NonNullable<RatingSession['task']>) => Promise<unknown>) =>
    async () => {
      const rater = pick(raters)
      const task = sessions.get(rater)?.task
      return task ? act(rater, task) : ask(rater)
    }
  const onImages = (change: (on: { slug: string; target: { imageIds: number[] } }) => Promise<unknown>) => () =>
    change({ slug, target: { imageIds: [...new Set([0, 1].map(() => Math.floor(Math.random() * imageCount)))] } })
  const onBatch = (change: (batch: { slug: string; batchId: number }) => Promise<unknown>) => async () => {
    const batches = await prisma.batch.findMany({ where: { projectId, tasks: { some: { kind: 'rating' } } } })
    return change({ slug, batchId: pick(batches)?.id ?? 0 })
  }
  const answersTo = ({ candidates }: NonNullable<RatingSession['task']>) => candidates.map(() => pick(answers))
  const raterIds = async () => (await prisma.rater.findMany({ where: { projectId } })).map(({ id }) => id)

  const changes: [weight: number, change: () => Promise<unknown>][] = [
    [10, () => ask()],
    [
      25,
      onTask(async (rater, task) => sessions.set(rater, (await submitTask(rater, slug, task, answersTo(task))).next)),
    ],
    [
      3,
      onTask(async (rater, { assignmentId }) =>
        skipAssignment(rater, { slug, assignmentId, reason: 'cannot-tell', note: null }),
      ),
    ],
    [2, onTask((rater, { assignmentId }) => releaseLeases(rater, { slug, assignments: [assignmentId] }))],
    [2, onTask((rater, { assignmentId }) => renewLeases(rater, { slug, assignments: [assignmentId] }))],
    [
      6,
      async () => {
        const rater = pick(raters)
        const assignmentId = sessions.get(rater)?.undoAssignmentId ?? 0
        sessions.set(rater, await undoSubmission(rater, { slug, assignmentId }))
      },
    ],
    [
      3,
      () => prisma.$executeRaw`UPDATE assignment SET lease_expires_at = now() WHERE project_id = ${projectId}::int
      AND state = 'leased' AND random() < 0.3`,
    ],
    [3, onImages((images) => excludeImages(admin, { ...images, reason: 'Blurred.' }))],
    [4, onImages((images) => includeImages(admin, images))],
    [1, onImages((images) => askAgain(admin, { ...images, votes: 1 }))],
    [1, onImages((images) => addToGoldenSet(admin, images))],
    [3, onBatch((batch) => setBatchState(admin, { ...batch, state: pick(['open', 'open', 'closed']) }))],
    [1, onBatch((batch) => setBatchPriority(admin, { ...batch, priority: pick(['first', 'last']) }))],
    [0.3, onBatch((batch) => withdrawUnanswered(admin, batch))],
    [
      4,
      async () =>
        actOnRaters(admin, {
          ...{ slug, raterIds: [pick(await raterIds())] },
          act: pick(['pause', 'resume', 'resume', 'exclude', 'include']),
        }),
    ],
    [0.2, async () => eraseRater(admin, { slug, raterId: pick(await raterIds()) })],
  ]
  for (const rater of raters) await ask(rater)
  const weighted = changes.flatMap(([weight, change]) => Array.from({ length: 10 * weight }, () => change))
  const violations = () => prisma.$queryRawUnsafe(`${voteViolations} LIMIT 10`, projectId)

  async function changeAtRandom() {
    for (let left = operationCount / atOnce; left > 0; left--) {
      await pick(weighted)().catch((error: unknown) => {
        // Refused, or a deadlock three times in a row.
        if (!(error instanceof AppError || isRetryable(error))) throw error
      })
      if (left % 20 === 0) expect(await violations()).toEqual([])
    }
  }
  await Promise.all(Array.from({ length: atOnce }, changeAtRandom))

  const ids = await raterIds()
  for (const act of ['include', 'resume'] as const)
    for (const raterId of ids) await actOnRaters(admin, { slug, act, raterIds: [raterId] })
  await prisma.imageExclusion.deleteMany({ where: { projectId } })
  await prisma.task.updateMany({ where: { projectId, kind: 'rating' }, data: { isLaunched: true } })
  await prisma.assignment.updateMany({ where: { projectId, state: 'leased' }, data: { leaseExpiresAt: new Date(0) } })
  for (let newcomer = 0; newcomer < 6; newcomer++) {
    const rater = await project.addRater()
    let session = await leaseNextTask(rater, { slug })
    while (session.task) session = (await submitTask(rater, slug, session.task, answersTo(session.task))).next
    expect(session.state).toBe('finished')
  }
  expect(await violations()).toEqual([])
  const tasks = await prisma.task.count({ where: { projectId, kind: 'rating' } })
  expect(await countTasks(projectId)).toEqual({ total: tasks, open: 0, finished: tasks })
  const votes = await prisma.vote.groupBy({ by: 'raterId', where: { projectId }, _count: true })
  const counted = (await countAnswersByRater(projectId)).map(({ raterId, no, maybe, yes }) => [
    raterId,
    no + maybe + yes,
  ])
  expect(new Map(counted.filter(([, count]) => count! > 0) as [number, number][])).toEqual(
    new Map(votes.map(({ raterId, _count }) => [raterId, _count])),
  )
  const voteCount = votes.reduce((sum, { _count }) => sum + _count, 0)
  expect(await findProjectSizes(projectId)).toMatchObject({ voteCount, imageCount: imageCount + 6 })
})
