import type { RaterStatus } from '@/lib/contracts/quality'
import type { ActOnRatersInput } from '@/lib/contracts/raters/rater-acts'
import { type Db, prisma } from '@/lib/db/client'
import { inTransaction } from '@/lib/db/session/in-transaction'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import { leaveOutRater } from './leave-out-rater'
import { pauseRater } from './pause-rater'
import { resumeRater } from './resume-rater'

const acts: Record<
  ActOnRatersInput['act'],
  (actor: Actor, at: { slug: string; raterId: number }, db: Db) => Promise<RaterStatus>
> = {
  pause: pauseRater,
  resume: resumeRater,
  'leave-out': (actor, at, db) => leaveOutRater(actor, { ...at, isLeftOut: true }, db),
  'take-in': (actor, at, db) => leaveOutRater(actor, { ...at, isLeftOut: false }, db),
}

/** Does the same with several raters: with all of them, or with none where one is refused. */
export async function actOnRaters(
  actor: Actor,
  { slug, act, raterIds }: ActOnRatersInput & { slug: string },
  db: Db = prisma,
): Promise<RaterStatus[]> {
  await guardProject(actor, slug, 'admin', db)
  const inOrder = [...new Set(raterIds)].sort((one, other) => one - other)
  return inTransaction(db, async (tx) => {
    const statuses: RaterStatus[] = []
    for (const raterId of inOrder) statuses.push(await acts[act](actor, { slug, raterId }, tx))
    return statuses
  })
}
