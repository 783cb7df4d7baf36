import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'

/** Returns null for the project's own language, or without a rater. */
export async function findRaterLanguage({
  projectId,
  raterId,
}: {
  projectId: number
  raterId: number | null
}): Promise<string | null> {
  if (raterId === null) return null
  const rater = await prisma.rater.findUnique({
    where: { projectId_id: { projectId, id: raterId } },
    select: { language: true },
  })
  return rater?.language ?? null
}

export async function findActorLanguage(actor: Actor, projectId: number): Promise<string | null> {
  if (actor.kind !== 'account') return null
  const identity = await prisma.raterIdentity.findUnique({
    where: { projectId_userId: { projectId, userId: actor.userId } },
    select: { rater: { select: { language: true } } },
  })
  return identity?.rater.language ?? null
}
