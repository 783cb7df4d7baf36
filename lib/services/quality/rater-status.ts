import type { RaterStatus } from '@/lib/contracts/quality'
import type { Db } from '@/lib/db/client'
import type { Rater } from '@/lib/db/generated/client'
import { notInProject } from '@/lib/errors'

/** Raters of other projects are as unknown as those who do not exist. */
export async function getRater(projectId: number, raterId: number, db: Db): Promise<Rater> {
  const rater = await db.rater.findUnique({ where: { projectId_id: { projectId, id: raterId } } })
  if (!rater) throw notInProject(`rater ${raterId}`)
  return rater
}

export const toRaterStatus = ({ id, pausedAt, isLeftOut }: Rater): RaterStatus => ({
  raterId: id,
  pausedAt: pausedAt?.toISOString() ?? null,
  isLeftOut,
})
