import { type Connection, runSql } from '@/lib/db/session/sql'

/**
 * Aligns class-first gold questions with the image-first ones: one for each candidate with known truth, offered while
 * an image-first one is. Does nothing in a project without class-first tasks. Returns how many were added; their truth
 * is written together with all others.
 */
export async function writeGridGolden(projectId: number, on: Connection): Promise<number> {
  const wanted = await runSql(
    on,
  )`SELECT FROM task WHERE project_id = ${projectId}::int AND class_id IS NOT NULL LIMIT 1`
  if (wanted === 0) return 0
  await runSql(on)`
    UPDATE task g SET is_launched = known.is_offered FROM (
      SELECT t.id, (
        SELECT coalesce(bool_or(i.is_launched), false) FROM task_candidate other
        JOIN task i ON i.project_id = other.project_id AND i.id = other.task_id AND i.kind = 'golden' AND i.class_id IS NULL
        WHERE other.project_id = t.project_id AND other.candidate_id = tc.candidate_id
      ) AS is_offered
      FROM task t JOIN task_candidate tc ON tc.project_id = t.project_id AND tc.task_id = t.id
      WHERE t.project_id = ${projectId}::int AND t.kind = 'golden' AND t.class_id IS NOT NULL
    ) known
    WHERE g.project_id = ${projectId}::int AND g.id = known.id AND g.is_launched <> known.is_offered`
  return runSql(on)`
    WITH missing AS (
      SELECT t.batch_id, t.image_id, c.class_id, tc.candidate_id, tc.holds,
        (SELECT coalesce(max(id), -1) FROM task WHERE project_id = ${projectId}::int) + row_number() OVER (ORDER BY t.id, tc.position) AS id
      FROM task t
      JOIN task_candidate tc ON tc.project_id = t.project_id AND tc.task_id = t.id AND tc.holds IS NOT NULL
      JOIN candidate c ON c.project_id = tc.project_id AND c.id = tc.candidate_id
      WHERE t.project_id = ${projectId}::int AND t.kind = 'golden' AND t.class_id IS NULL AND t.is_launched AND NOT EXISTS (
        SELECT FROM task_candidate x JOIN task g ON g.project_id = x.project_id AND g.id = x.task_id
        WHERE x.project_id = tc.project_id AND x.candidate_id = tc.candidate_id AND g.kind = 'golden' AND g.class_id IS NOT NULL
      )
    ), added AS (
      INSERT INTO task (project_id, id, batch_id, image_id, kind, is_launched, class_id)
      SELECT ${projectId}::int, id, batch_id, image_id, 'golden', true, class_id FROM missing
    )
    INSERT INTO task_candidate (project_id, task_id, position, candidate_id, holds)
    SELECT ${projectId}::int, id, 0, candidate_id, holds FROM missing`
}
