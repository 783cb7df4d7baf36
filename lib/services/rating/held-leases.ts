import type { LeasesInput, LeasesOutput } from '@/lib/contracts/rating/rating'
import { prisma } from '@/lib/db/client'
import { releaseHeldLeases, renewHeldLeases } from '@/lib/db/rating/rating-session-query'
import { noteSeen } from '@/lib/db/recruitment/panel-visit-query'
import { repeatOnConflict } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { accessAsRater } from '@/lib/services/access/rating-session'

/** Releases tasks that the actor will not answer now. They go to other raters and may come back. */
export async function releaseLeases(
  actor: Actor,
  { slug, assignments, holder = null }: LeasesInput & { slug: string },
): Promise<LeasesOutput> {
  const { projectId, raterId } = await accessAsRater(actor, slug)
  return { held: await repeatOnConflict(() => releaseHeldLeases(projectId, raterId, assignments, prisma, holder)) }
}

/** Renews the actor's leases for the full lease time. */
export async function renewLeases(
  actor: Actor,
  { slug, assignments, holder = null }: LeasesInput & { slug: string },
): Promise<LeasesOutput> {
  const { projectId, raterId, visitId } = await accessAsRater(actor, slug)
  if (visitId !== undefined) await noteSeen(projectId, visitId)
  return { held: await repeatOnConflict(() => renewHeldLeases(projectId, raterId, assignments, prisma, holder)) }
}
