import type { RaterStatus } from '@/lib/contracts/quality'
import type { ActOnRatersInput } from '@/lib/contracts/raters/rater-table'
import type { Rater } from '@/lib/db/generated/client'
import { settleAlerts } from '@/lib/db/quality/quality-alerts'
import { lockRater } from '@/lib/db/raters/rater-query'
import { announceTasks } from '@/lib/db/rating/task-queue'
import type { Actor } from '@/lib/domain/permissions'
import { conflict } from '@/lib/errors'
import { changeUnlocked, type ProjectChange } from '@/lib/services/access/guard-project'
import { getRater, toRaterStatus } from '@/lib/services/quality/rater-actions'

const keyOf = ({ projectId, id }: Rater) => ({ projectId_id: { projectId, id } })

/** Stops giving tasks to a rater until resumed. Submitted answers stay and count. Idempotent. */
async function pause(rater: Rater, { tx, audit }: ProjectChange): Promise<RaterStatus> {
  if (rater.pausedAt) return toRaterStatus(rater)
  const paused = await tx.rater.update({ where: keyOf(rater), data: { pausedAt: new Date() } })
  await audit('rater.pause', { raterId: rater.id })
  return toRaterStatus(paused)
}

/** Also settles alerts, so that rules consider only later answers. Refused for an excluded rater. */
async function resume(rater: Rater, { tx, projectId, userId, audit }: ProjectChange): Promise<RaterStatus> {
  const raterId = rater.id
  if (rater.isExcluded)
    throw conflict(`Rater ${raterId} is excluded, so new answers would not count. Include the rater again first.`)
  const resumed = await tx.rater.update({ where: keyOf(rater), data: { pausedAt: null } })
  const alerts = await settleAlerts({ projectId, raterId }, userId, tx)
  // Raters who had finished ask for tasks again.
  await announceTasks(tx, projectId)
  await audit('rater.resume', { raterId, alerts })
  return toRaterStatus(resumed)
}

/**
 * Excludes a rater's votes and golden answers from aggregation and agreement, or includes them again. The rater is also
 * paused, and stays paused when included again. Positions opened to replace the rater stay open, since others may have
 * taken them.
 */
async function setExcluded(
  rater: Rater,
  isExcluded: boolean,
  { tx, projectId, userId, audit }: ProjectChange,
): Promise<RaterStatus> {
  const raterId = rater.id
  if (rater.isExcluded === isExcluded) return toRaterStatus(rater)
  const pausedAt = isExcluded ? (rater.pausedAt ?? new Date()) : rater.pausedAt
  const changed = await tx.rater.update({ where: keyOf(rater), data: { isExcluded, pausedAt } })
  if (isExcluded) await settleAlerts({ projectId, raterId }, userId, tx)
  await audit(isExcluded ? 'rater.leave-out' : 'rater.take-in', { raterId })
  return toRaterStatus(changed)
}

/** They run under a lock on the rater's row. */
const acts: Record<ActOnRatersInput['act'], (rater: Rater, change: ProjectChange) => Promise<RaterStatus>> = {
  pause,
  resume,
  exclude: (rater, change) => setExcluded(rater, true, change),
  include: (rater, change) => setExcluded(rater, false, change),
}

/** Applies an action to several raters in one transaction: to none if one is refused. */
export const actOnRaters = (
  actor: Actor,
  { slug, act, raterIds }: ActOnRatersInput & { slug: string },
): Promise<RaterStatus[]> =>
  changeUnlocked(actor, slug, async (change) => {
    const { tx, projectId } = change
    const statuses: RaterStatus[] = []
    for (const raterId of [...new Set(raterIds)].sort((one, other) => one - other)) {
      await lockRater(projectId, raterId, tx)
      statuses.push(await acts[act](await getRater(projectId, raterId, tx), change))
    }
    return statuses
  })
