import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { readRows } from '@/lib/db/session/sql'

const pictureRow = z.object({
  contentHash: z.string(),
  credit: z.string().nullable(),
  license: z.string().nullable(),
})
export type ClassPicture = z.infer<typeof pictureRow>

/** Returns the class's credited examples, then images with it as a label, highest score first, without repeats. */
export async function findClassPictures(
  { projectId, runId, classId, limit }: { projectId: number; runId: number | null; classId: number; limit: number },
  db: Db = prisma,
): Promise<ClassPicture[]> {
  return readRows(db, pictureRow)`
    SELECT content_hash AS "contentHash", max(credit) AS credit, max(license) AS license FROM (
      SELECT e.content_hash, i.credit, i.license, e.position - 32768.0 AS place
      FROM class_example e JOIN image i ON i.project_id = e.project_id AND i.file_name = e.file_name
      WHERE e.project_id = ${projectId}::int AND e.class_id = ${classId}::int AND e.content_hash IS NOT NULL
      UNION ALL
      SELECT i.content_hash, i.credit, i.license, 1 - coalesce(s.score, 0)
      FROM run_label l
      JOIN image i ON i.project_id = l.project_id AND i.id = l.image_id AND i.content_hash IS NOT NULL
      LEFT JOIN candidate c ON c.project_id = i.project_id AND c.image_id = i.id AND c.class_id = l.class_id
      LEFT JOIN score s ON s.project_id = c.project_id AND s.run_id = l.run_id AND s.candidate_id = c.id
      WHERE l.project_id = ${projectId}::int AND l.run_id = ${runId ?? -1}::int AND l.class_id = ${classId}::int
    ) found
    GROUP BY content_hash ORDER BY min(place), content_hash LIMIT ${limit}::int`
}
