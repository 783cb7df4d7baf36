import type { RaterStatus } from '@/lib/contracts/quality'
import { type Db, prisma } from '@/lib/db/client'
import type { Rater } from '@/lib/db/generated/client'
import type { Actor } from '@/lib/domain/permissions'
import { notFound } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'

/** A rater of a project that the actor administers. One of another project is as unknown as one who does not exist. */
export async function guardRater(
  actor: Actor,
  { slug, raterId }: { slug: string; raterId: number },
  db: Db = prisma,
): Promise<{ projectId: number; userId: string | null; rater: Rater }> {
  const { project, userId } = await guardProject(actor, slug, 'admin', db)
  const rater = await db.rater.findUnique({ where: { projectId_id: { projectId: project.id, id: raterId } } })
  if (!rater) throw notFound('rater')
  return { projectId: project.id, userId, rater }
}

export const toRaterStatus = ({ id, pausedAt, isLeftOut }: Rater): RaterStatus => ({
  raterId: id,
  pausedAt: pausedAt?.toISOString() ?? null,
  isLeftOut,
})
