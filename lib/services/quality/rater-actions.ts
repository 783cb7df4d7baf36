import type { RaterStatus } from '@/lib/contracts/quality'
import type { Db } from '@/lib/db/client'
import type { Rater } from '@/lib/db/generated/client'
import { reopenStopsOf } from '@/lib/db/plan/round-rows'
import { hasUsedUpTestTasks } from '@/lib/db/quality/control-tasks'
import { announceTasks, replaceAssignments } from '@/lib/db/rating/task-queue'
import type { Actor } from '@/lib/domain/permissions'
import { conflict, notInProject } from '@/lib/errors'
import { changeProject, changeUnlocked } from '@/lib/services/access/guard-project'

/** Raters of other projects are as unknown as those who do not exist. */
export async function getRater(projectId: number, raterId: number, db: Db): Promise<Rater> {
  const rater = await db.rater.findUnique({ where: { projectId_id: { projectId, id: raterId } } })
  if (!rater) throw notInProject(`rater ${raterId}`)
  return rater
}

export const toRaterStatus = ({ id, pausedAt, isExcluded }: Rater): RaterStatus => ({
  raterId: id,
  pausedAt: pausedAt?.toISOString() ?? null,
  isExcluded,
})

/**
 * Lets a rater rate without the test, or resets their attempts, which remain in the audit trail. A test task is never
 * asked twice, so new attempts need other tasks. Throws AppError if all have been asked.
 */
export const changeQualification = (
  actor: Actor,
  { slug, raterId, act }: { slug: string; raterId: number; act: 'pass' | 'again' },
) =>
  changeUnlocked(actor, slug, async ({ tx, projectId, audit }) => {
    await getRater(projectId, raterId, tx)
    const attempts = await tx.qualificationAttempt.findMany({ where: { projectId, raterId } })
    if (act === 'again' && (await hasUsedUpTestTasks({ projectId, raterId }, tx)))
      throw conflict(
        'This rater has already answered or seen all test tasks. Use more golden images for the test, or waive the test.',
      )
    if (act === 'again') await tx.qualificationAttempt.deleteMany({ where: { projectId, raterId } })
    const changed = await tx.rater.update({
      where: { projectId_id: { projectId, id: raterId } },
      data: { disqualifiedAt: null, qualifiedAt: act === 'pass' ? new Date() : null },
    })
    await announceTasks(tx, projectId)
    const forgotten =
      act === 'again'
        ? attempts.map((row) => ({
            ...row,
            startedAt: row.startedAt.toISOString(),
            finishedAt: row.finishedAt?.toISOString() ?? null,
          }))
        : []
    await audit(act === 'pass' ? 'rater.qualify' : 'rater.qualify-again', { raterId, forgotten })
    return toRaterStatus(changed)
  })

/**
 * Replaces an excluded rater: the quota of each of their tasks grows by one, once, and adaptive batches decide
 * their labels again. Returns the number of tasks.
 */
export const replaceAnswers = (
  actor: Actor,
  { slug, raterId }: { slug: string; raterId: number },
): Promise<{ tasks: number }> =>
  changeProject(actor, slug, async ({ tx, projectId, audit }) => {
    const { isExcluded } = await getRater(projectId, raterId, tx)
    if (!isExcluded)
      throw conflict(
        `Rater ${raterId} is not excluded. Exclude the rater first; then other raters can answer these tasks.`,
      )
    const tasks = (await replaceAssignments(projectId, raterId, tx)) + (await reopenStopsOf(tx, projectId, raterId))
    if (tasks > 0) await announceTasks(tx, projectId)
    await audit('rater.ask-again', { raterId, tasks })
    return { tasks }
  })
