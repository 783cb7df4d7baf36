import { z } from 'zod'
import { prisma } from '@/lib/db/client'
import { findRow } from '@/lib/db/session/sql'

export interface AskedImage {
  /** An assignment or a page. */
  assignmentId: number
  /** Position of the image on the page; absent for an assignment. */
  picture?: number | undefined
}

/** Returns null if the assignment or page belongs to another rater or its lease has expired. */
export async function findAssignedImage(
  asked: AskedImage & { projectId: number; raterId: number },
): Promise<number | null> {
  const { projectId, raterId, assignmentId, picture } = asked
  if (picture !== undefined) {
    const found = await findRow(prisma, z.object({ imageId: z.number() }))`
      SELECT s.image_id AS "imageId" FROM assignment a
      JOIN shown_candidate s ON s.project_id = a.project_id AND s.assignment_id = a.id
      WHERE a.project_id = ${projectId}::int AND a.page_id = ${assignmentId}::int AND a.rater_id = ${raterId}::int
        AND a.state <> 'expired' AND s.position = ${picture}::int
      ORDER BY a.id DESC`
    return found?.imageId ?? null
  }
  const found = await prisma.assignment.findFirst({
    where: { projectId, id: assignmentId, raterId, state: { not: 'expired' } },
    select: { task: { select: { imageId: true } } },
  })
  return found?.task.imageId ?? null
}
