import { z } from 'zod'
import { projectImage } from '@/lib/contracts/images/image'
import { type Db, prisma } from '@/lib/db/client'
import { findRow, readRows } from '@/lib/db/session/sql'

/** Returns one assignment of a rater's page; null if the page belongs to another rater or has expired. */
export async function findPageAssignment(
  asked: { projectId: number; raterId: number; pageId: number },
  db: Db = prisma,
): Promise<{ assignmentId: number; classId: number } | null> {
  const { projectId, raterId, pageId } = asked
  return findRow(db, z.object({ assignmentId: z.number(), classId: z.number() }))`
    SELECT min(a.id) AS "assignmentId", p.class_id AS "classId" FROM grid_page p
    JOIN assignment a ON a.project_id = p.project_id AND a.page_id = p.id AND a.state <> 'expired'
    WHERE p.project_id = ${projectId}::int AND p.id = ${pageId}::int AND p.rater_id = ${raterId}::int
    GROUP BY p.class_id`
}

const exampleRow = projectImage.pick({ contentHash: true, credit: true, creditUrl: true, license: true })

/** Candidates with a score in the newest run up to this count as wrong. */
const surelyNot = 0.05

/**
 * Sorts by score in the newest run, lowest first. Excludes, by content hash, golden images and images that this rater
 * is rating or may still be given.
 */
export async function findCounterExamples(
  asked: { projectId: number; raterId: number; classId: number; limit: number },
  db: Db = prisma,
) {
  const { projectId, raterId, classId, limit } = asked
  return readRows(db, exampleRow)`
    SELECT i.content_hash AS "contentHash", i.credit, i.credit_url AS "creditUrl", i.license
    FROM (
      SELECT c.image_id, k.score FROM candidate c
      JOIN score k ON k.project_id = c.project_id AND k.candidate_id = c.id
        AND k.run_id = (SELECT max(id) FROM aggregation_run WHERE project_id = ${projectId}::int)
      WHERE c.project_id = ${projectId}::int AND c.class_id = ${classId}::int AND k.score <= ${surelyNot} AND c.vote_count > 0
      ORDER BY k.score, c.id LIMIT 100
    ) f
    JOIN image i ON i.project_id = ${projectId}::int AND i.id = f.image_id AND i.content_hash IS NOT NULL
    WHERE NOT EXISTS (
      SELECT FROM image b WHERE b.project_id = i.project_id AND b.content_hash = i.content_hash AND (
        EXISTS (SELECT FROM golden_image g WHERE g.project_id = b.project_id AND g.image_id = b.id)
        OR EXISTS (
          SELECT FROM task t LEFT JOIN assignment a
            ON a.project_id = t.project_id AND a.task_id = t.id AND a.rater_id = ${raterId}::int
          WHERE t.project_id = b.project_id AND t.image_id = b.id
            AND (a.state = 'leased' OR ((a.id IS NULL OR a.state = 'expired') AND t.assigned < t.quota))
        )
      )
    )
    ORDER BY f.score, i.id LIMIT ${limit}::int`
}
