import type { RaterStatus } from '@/lib/contracts/quality'
import type { ActOnRatersInput } from '@/lib/contracts/raters/rater-acts'
import { type Db, prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import { type GuardedRater, raterWithin } from '@/lib/services/quality/rater-status'
import { leaveOut } from './leave-out-rater'
import { pause } from './pause-rater'
import { resume } from './resume-rater'

const acts: Record<ActOnRatersInput['act'], (rater: GuardedRater, db: Db) => Promise<RaterStatus>> = {
  pause,
  resume,
  'leave-out': (rater, db) => leaveOut(rater, true, db),
  'take-in': (rater, db) => leaveOut(rater, false, db),
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
    for (const raterId of inOrder) statuses.push(await acts[act](await raterWithin(access, raterId, tx), tx))
    return statuses
  })
}
