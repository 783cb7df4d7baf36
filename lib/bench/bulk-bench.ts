import { randomUUID } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { countLostAnswers } from '@/lib/contracts/images/image-actions'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import { askAgain, excludeImages, includeImages } from '@/lib/services/images/image-actions'
import { countImageContents, guardRemoval, removeImages } from '@/lib/services/images/remove-images'
import { setBatchPriority, setBatchState, withdrawUnanswered } from '@/lib/services/plan/change-batch-tasks'
import { leaseNextTask } from '@/lib/services/rating/assignments'
import { submitVotes } from '@/lib/services/rating/submit-votes'
import { type BenchRow, rounded, seconds, timed } from './bench-row'

/** Starts a rater who rates until stopped; stopping returns the number of tasks and the slowest request. */
async function startRater(projectId: number, slug: string) {
  const email = `${randomUUID()}@example.org`
  const { id: userId } = await prisma.appUser.create({ data: { email, name: 'Bench', passwordHash: 'none' } })
  await prisma.membership.create({ data: { projectId, userId, role: 'rater' } })
  const actor: Actor = { kind: 'account', userId, isOwner: false }
  // Joining happens once per rater and is not measured.
  await leaseNextTask(actor, { slug })
  let [isStopped, slowest, tasks] = [false, 0, 0]
  const waiting = async <Result>(work: () => Promise<Result>) => {
    const { ms, result } = await timed(work)
    slowest = Math.max(slowest, ms)
    return result
  }
  const done = (async () => {
    while (!isStopped) {
      const { task } = await waiting(() => leaseNextTask(actor, { slug }))
      if (task) {
        const answers = task.candidates.map(() => 'no' as const)
        const { assignmentId, revision } = task
        const times = { durationMs: 1, imageShownMs: 1_000, shownMs: null, activeMs: null }
        await waiting(() => submitVotes(actor, { slug, assignmentId, revision, answers, ...times }))
        tasks++
      }
      await setImmediate()
    }
  })()
  return async () => {
    isStopped = true
    await done
    return { slowest, tasks }
  }
}

/** Measures an admin's bulk actions on most images of a project, while a rater works on the rest. */
export async function benchBulkChanges(actor: Actor, slug: string): Promise<BenchRow[]> {
  const { id: projectId } = await prisma.project.findUniqueOrThrow({ where: { slug } })
  const ids = (await prisma.image.findMany({ where: { projectId }, select: { id: true }, orderBy: { id: 'asc' } })).map(
    ({ id }) => id,
  )
  // The rater gets tasks of the last images, which the bulk actions leave out.
  const [target, rest] = [{ imageIds: ids.slice(0, -2_000) }, { imageIds: ids.slice(-2_000) }]
  await askAgain(actor, { slug, target: rest, votes: 1 })
  const rows: BenchRow[] = []
  async function measure<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
    const stop = await startRater(projectId, slug)
    const { ms, result } = await timed(work)
    const { slowest, tasks } = await stop()
    const beside = `a rater submitted ${tasks} tasks meanwhile and waited ${slowest.toFixed(0)} ms at most`
    rows.push({ what, figure: seconds(ms), beside })
    return result
  }
  const count = rounded(target.imageIds.length)
  await measure(`exclude ${count} images`, () => excludeImages(actor, { slug, target, reason: 'Measured' }))
  await measure(`include ${count} images`, () => includeImages(actor, { slug, target }))
  const made = await measure(`ask again about ${count} images`, () => askAgain(actor, { slug, target, votes: 1 }))
  // The new tasks follow the rater's in the queue, so that the whole batch can be withdrawn.
  const [ofBatch, tasks] = [{ slug, batchId: made.batchId }, `${rounded(made.tasks)} tasks`]
  await measure(`stop ${tasks}`, () => setBatchState(actor, { ...ofBatch, state: 'closed' }))
  await measure(`reopen ${tasks}`, () => setBatchState(actor, { ...ofBatch, state: 'open' }))
  await measure(`ask ${tasks} last`, () => setBatchPriority(actor, { ...ofBatch, priority: 'last' }))
  await measure(`withdraw ${tasks}`, () => withdrawUnanswered(actor, ofBatch))
  await prisma.release.deleteMany({ where: { projectId } })
  await prisma.aggregationRun.deleteMany({ where: { projectId } })
  const lost = countLostAnswers(await countImageContents(actor, { slug, target }))
  const access = await guardProject(actor, slug, 'admin')
  const input = await measure(`begin the removal of ${count} images`, () =>
    prisma.$transaction((tx) => guardRemoval(access, { target, lost }, tx)),
  )
  await measure(`remove ${count} images`, () => removeImages(actor, { slug, ...input }))
  return rows
}
