import { type Db, prisma } from './client'

/** The image of an assignment that the rater holds now; null when it is not theirs or no longer open. */
export async function findLiveImage(
  asked: { projectId: number; raterId: number; assignmentId: number },
  db: Db = prisma,
): Promise<number | null> {
  const { projectId, raterId, assignmentId } = asked
  const found = await db.assignment.findFirst({
    where: { projectId, id: assignmentId, raterId, state: 'leased' },
    select: { task: { select: { imageId: true } } },
  })
  return found?.task.imageId ?? null
}
