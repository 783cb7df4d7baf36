import { z } from 'zod'
import { projectImage } from '@/lib/contracts/images/image'
import { prisma } from '@/lib/db/client'
import { isUsableRun } from '@/lib/db/session/row-conditions'
import { findRow, readRows, sql } from '@/lib/db/session/sql'

const exampleRow = projectImage.pick({
  position: true,
  contentHash: true,
  credit: true,
  creditUrl: true,
  license: true,
})

/** SQL for the run whose labels are examples: the newest that may be used, or else the newest. */
const exampleRun = (projectId: number) => sql`
  (SELECT id FROM aggregation_run WHERE project_id = ${projectId}::int ORDER BY ${isUsableRun} DESC, id DESC LIMIT 1)`

/** SQL for whether image `b` is golden, or the rater is rating it or may still be given it. */
const revealsAnswer = (raterId: number) => sql`
  EXISTS (SELECT FROM golden_image g WHERE g.project_id = b.project_id AND g.image_id = b.id)
  OR EXISTS (
    SELECT FROM task t LEFT JOIN assignment a
      ON a.project_id = t.project_id AND a.task_id = t.id AND a.rater_id = ${raterId}::int
    WHERE t.project_id = b.project_id AND t.image_id = b.id
      AND (a.state = 'leased' OR ((a.id IS NULL OR a.state = 'expired') AND t.assigned < t.quota))
  )`

/**
 * Returns example images for the class of every candidate that a rater's assignment shows, by the candidate's position
 * on the screen: first the examples that came with the class, in their order, then images that have the class as a
 * label in the example run, highest score first (the best 100 of the first 400 such labels). A candidate without
 * examples has one row with a null hash. Another rater's assignment, or one whose lease has expired, has no rows. An
 * assignment submitted a moment ago still has rows, because an answer may arrive before a request for its examples.
 *
 * Excludes, by content hash, the assignment's own image, golden images, and images that this rater is rating or may
 * still be given: seeing them under a class name would give the answer away.
 */
export async function findClassExamples(asked: {
  projectId: number
  raterId: number
  assignmentId: number
  limit: number
}) {
  const { projectId, raterId, assignmentId, limit } = asked
  return readRows(prisma, exampleRow)`
    WITH held AS MATERIALIZED (
      SELECT a.id, t.image_id FROM assignment a
      JOIN task t ON t.project_id = a.project_id AND t.id = a.task_id
      WHERE a.project_id = ${projectId}::int AND a.id = ${assignmentId}::int AND a.rater_id = ${raterId}::int
        AND a.state <> 'expired'
    ), newest AS MATERIALIZED (
      SELECT ${exampleRun(projectId)} AS run_id
    )
    SELECT s.position, e.content_hash AS "contentHash", e.credit, e.credit_url AS "creditUrl", e.license
    FROM held h
    JOIN shown_candidate s ON s.project_id = ${projectId}::int AND s.assignment_id = h.id
    JOIN candidate sc ON sc.project_id = s.project_id AND sc.id = s.candidate_id
    LEFT JOIN LATERAL (
      SELECT i.content_hash, i.credit, i.credit_url, i.license, o.position
      FROM (
        SELECT DISTINCT ON (p.content_hash) p.content_hash, p.position FROM (
          SELECT x.content_hash, x.position - 32768.0 AS position FROM class_example x
          WHERE x.project_id = ${projectId}::int AND x.class_id = sc.class_id AND x.content_hash IS NOT NULL
          UNION ALL
          (SELECT li.content_hash, 1 - k.score AS position
          FROM (
            SELECT l.image_id FROM run_label l
            WHERE l.project_id = ${projectId}::int AND l.run_id = (SELECT run_id FROM newest) AND l.class_id = sc.class_id
            ORDER BY l.image_id LIMIT 400
          ) f
          JOIN candidate c ON c.project_id = ${projectId}::int AND c.image_id = f.image_id AND c.class_id = sc.class_id
          JOIN score k ON k.project_id = c.project_id AND k.run_id = (SELECT run_id FROM newest) AND k.candidate_id = c.id
          JOIN image li ON li.project_id = c.project_id AND li.id = f.image_id AND li.content_hash IS NOT NULL
          ORDER BY k.score DESC, f.image_id LIMIT 100)
        ) p ORDER BY p.content_hash, p.position
      ) o
      CROSS JOIN LATERAL (
        SELECT i.* FROM image i WHERE i.project_id = ${projectId}::int AND i.content_hash = o.content_hash
        ORDER BY i.id LIMIT 1
      ) i
      WHERE NOT EXISTS (
        SELECT FROM image b WHERE b.project_id = ${projectId}::int AND b.content_hash = o.content_hash AND (
          b.id = h.image_id OR ${revealsAnswer(raterId)}
        )
      )
      ORDER BY o.position, o.content_hash LIMIT ${limit}::int
    ) e ON true
    ORDER BY s.position, e.position, e.content_hash`
}

/** Returns one assignment of a rater's page; null if the page belongs to another rater or has expired. */
export async function findPageAssignment(asked: {
  projectId: number
  raterId: number
  pageId: number
}): Promise<{ assignmentId: number; classId: number } | null> {
  const { projectId, raterId, pageId } = asked
  return findRow(prisma, z.object({ assignmentId: z.number(), classId: z.number() }))`
    SELECT min(a.id) AS "assignmentId", p.class_id AS "classId" FROM grid_page p
    JOIN assignment a ON a.project_id = p.project_id AND a.page_id = p.id AND a.state <> 'expired'
    WHERE p.project_id = ${projectId}::int AND p.id = ${pageId}::int AND p.rater_id = ${raterId}::int
    GROUP BY p.class_id`
}

const counterExampleRow = projectImage.pick({ contentHash: true, credit: true, creditUrl: true, license: true })

/** Candidates with a score in the example run up to this count as wrong. */
const surelyNot = 0.05

/**
 * Sorts by score in the example run, lowest first. Excludes, by content hash, golden images and images that this rater
 * is rating or may still be given.
 */
export async function findCounterExamples(asked: {
  projectId: number
  raterId: number
  classId: number
  limit: number
}) {
  const { projectId, raterId, classId, limit } = asked
  return readRows(prisma, counterExampleRow)`
    SELECT i.content_hash AS "contentHash", i.credit, i.credit_url AS "creditUrl", i.license
    FROM (
      SELECT c.image_id, k.score FROM candidate c
      JOIN score k ON k.project_id = c.project_id AND k.candidate_id = c.id
        AND k.run_id = ${exampleRun(projectId)}
      WHERE c.project_id = ${projectId}::int AND c.class_id = ${classId}::int AND k.score <= ${surelyNot} AND c.vote_count > 0
      ORDER BY k.score, c.id LIMIT 100
    ) f
    JOIN image i ON i.project_id = ${projectId}::int AND i.id = f.image_id AND i.content_hash IS NOT NULL
    WHERE NOT EXISTS (
      SELECT FROM image b
      WHERE b.project_id = i.project_id AND b.content_hash = i.content_hash AND (${revealsAnswer(raterId)})
    )
    ORDER BY f.score, i.id LIMIT ${limit}::int`
}
