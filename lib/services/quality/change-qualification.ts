import { hasUsedUpTestTasks } from '@/lib/db/quality/control-tasks'
import { announceTasks } from '@/lib/db/rating/task-queue'
import type { Actor } from '@/lib/domain/permissions'
import { conflict } from '@/lib/errors'
import { changeUnlocked } from '@/lib/services/access/guard-project'
import { getRater, toRaterStatus } from './rater-status'

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
