import type { RaterStatus } from '@/lib/contracts/quality'
import { type Db, prisma } from '@/lib/db/client'
import type { Rater } from '@/lib/db/generated/client'
import type { Actor } from '@/lib/domain/permissions'
import { notInProject } from '@/lib/errors'
import { guardProject, type ProjectAccess } from '@/lib/services/access/guard-project'

export interface GuardedRater {
  projectId: number
  /** The user who acts on the rater. */
  userId: string | null
  rater: Rater
}

export const guardRater = async (
  actor: Actor,
  { slug, raterId }: { slug: string; raterId: number },
): Promise<GuardedRater> => raterWithin(await guardProject(actor, slug, 'admin'), raterId, prisma)

/** Raters of other projects are as unknown as those who do not exist. */
export async function raterWithin(
  { projectId, userId }: ProjectAccess,
  raterId: number,
  db: Db,
): Promise<GuardedRater> {
  const rater = await db.rater.findUnique({ where: { projectId_id: { projectId, id: raterId } } })
  if (!rater) throw notInProject(`rater ${raterId}`)
  return { projectId, userId, rater }
}

export const toRaterStatus = ({ id, pausedAt, isLeftOut }: Rater): RaterStatus => ({
  raterId: id,
  pausedAt: pausedAt?.toISOString() ?? null,
  isLeftOut,
})
