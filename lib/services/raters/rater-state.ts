import type { RaterStatus } from '@/lib/contracts/quality'
import type { ActOnRatersInput } from '@/lib/contracts/raters/rater-acts'
import { type Db, prisma } from '@/lib/db/client'
import { settleAlerts } from '@/lib/db/quality/quality-alerts'
import { lockRater } from '@/lib/db/raters/rater-query'
import { announceTasks } from '@/lib/db/rating/announce-tasks'
import { writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { conflict } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import { type GuardedRater, raterWithin, toRaterStatus } from '@/lib/services/quality/rater-status'

/** Stops giving tasks to a rater until resumed. Submitted answers stay and count. Idempotent. */
async function pause({ projectId, userId, rater }: GuardedRater, tx: Db): Promise<RaterStatus> {
  const raterId = rater.id
  if (rater.pausedAt) return toRaterStatus(rater)
  const where = { projectId_id: { projectId, id: raterId } }
  const paused = await tx.rater.update({ where, data: { pausedAt: new Date() } })
  await writeAuditEvent(tx, { projectId, userId, action: 'rater.pause', details: { raterId } })
  return toRaterStatus(paused)
}

/**
 * Also settles the rater's alerts, so that rules consider only answers from now on. Refused for a rater who is left
 * out, whose work would not count.
 */
async function resume({ projectId, userId, rater }: GuardedRater, tx: Db): Promise<RaterStatus> {
  const raterId = rater.id
  if (rater.isLeftOut)
    throw conflict(`Rater ${raterId} is excluded, so new answers would not count. Include the rater again first.`)
  const where = { projectId_id: { projectId, id: raterId } }
  const resumed = await tx.rater.update({ where, data: { pausedAt: null } })
  const alerts = await settleAlerts({ projectId, raterId }, userId, tx)
  // Raters who had finished ask for tasks again.
  await announceTasks(tx, projectId)
  await writeAuditEvent(tx, { projectId, userId, action: 'rater.resume', details: { raterId, alerts } })
  return toRaterStatus(resumed)
}

/**
 * Leaves a rater's votes and golden answers out of aggregation and agreement, or includes them again. The rater is also
 * paused, and stays paused when included again. Positions opened to replace the rater stay open, since others may have
 * taken them.
 */
async function leaveOut({ projectId, userId, rater }: GuardedRater, isLeftOut: boolean, tx: Db): Promise<RaterStatus> {
  const raterId = rater.id
  if (rater.isLeftOut === isLeftOut) return toRaterStatus(rater)
  const where = { projectId_id: { projectId, id: raterId } }
  const pausedAt = isLeftOut ? (rater.pausedAt ?? new Date()) : rater.pausedAt
  const changed = await tx.rater.update({ where, data: { isLeftOut, pausedAt } })
  if (isLeftOut) await settleAlerts({ projectId, raterId }, userId, tx)
  const action = isLeftOut ? 'rater.leave-out' : 'rater.take-in'
  await writeAuditEvent(tx, { projectId, userId, action, details: { raterId } })
  return toRaterStatus(changed)
}

/** They run under a lock on the rater's row. */
const acts: Record<ActOnRatersInput['act'], (rater: GuardedRater, tx: Db) => Promise<RaterStatus>> = {
  pause,
  resume,
  'leave-out': (rater, tx) => leaveOut(rater, true, tx),
  'take-in': (rater, tx) => leaveOut(rater, false, tx),
}

/** Applies an action to several raters in one transaction: to none if one is refused. */
export async function actOnRaters(
  actor: Actor,
  { slug, act, raterIds }: ActOnRatersInput & { slug: string },
): Promise<RaterStatus[]> {
  const access = await guardProject(actor, slug, 'admin')
  const inOrder = [...new Set(raterIds)].sort((one, other) => one - other)
  return prisma.$transaction(async (tx) => {
    const statuses: RaterStatus[] = []
    for (const raterId of inOrder) {
      await lockRater(access.projectId, raterId, tx)
      statuses.push(await acts[act](await raterWithin(access, raterId, tx), tx))
    }
    return statuses
  })
}

interface OneRater {
  slug: string
  raterId: number
}

const actOnRater = async (actor: Actor, { slug, raterId }: OneRater, act: ActOnRatersInput['act']) =>
  (await actOnRaters(actor, { slug, act, raterIds: [raterId] }))[0]!

export const pauseRater = (actor: Actor, at: OneRater): Promise<RaterStatus> => actOnRater(actor, at, 'pause')

export const resumeRater = (actor: Actor, at: OneRater): Promise<RaterStatus> => actOnRater(actor, at, 'resume')

export const leaveOutRater = (
  actor: Actor,
  { isLeftOut, ...at }: OneRater & { isLeftOut: boolean },
): Promise<RaterStatus> => actOnRater(actor, at, isLeftOut ? 'leave-out' : 'take-in')
