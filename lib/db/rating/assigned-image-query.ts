import { type Db, prisma } from '@/lib/db/client'

/** The image of an assignment of the rater; null when it is not theirs or has run out. */
export async function findAssignedImage(
  asked: { projectId: number; raterId: number; assignmentId: number },
  db: Db = prisma,
): Promise<number | null> {
  const { projectId, raterId, assignmentId } = asked
  const found = await db.assignment.findFirst({
    where: { projectId, id: assignmentId, raterId, state: { not: 'expired' } },
    select: { task: { select: { imageId: true } } },
  })
  return found?.task.imageId ?? null
}
