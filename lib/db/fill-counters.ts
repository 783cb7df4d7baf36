import type pg from 'pg'
import { inTransaction } from './session/with-client'

/** Rows of size_change that mark a project as filled; no transaction has such a number. */
const [sizesFilled, labelsFilled] = [0, -1]

/** Votes by rater and answer, and images and candidates. */
const fillVotesAndSizes = [
  `
  INSERT INTO untimed_votes AS kept (project_id, rater_id, no_count, maybe_count, yes_count)
  SELECT project_id, rater_id, sum(no), sum(maybe), sum(yes) FROM (
    SELECT v.project_id, v.rater_id, count(*) FILTER (WHERE v.answer = 0) AS no,
      count(*) FILTER (WHERE v.answer = 1) AS maybe, count(*) FILTER (WHERE v.answer = 2) AS yes
    FROM vote v WHERE v.project_id = ANY ($1::int[]) GROUP BY v.project_id, v.rater_id
    UNION ALL SELECT project_id, rater_id, -sum(no_count), -sum(maybe_count), -sum(yes_count) FROM activity
    WHERE project_id = ANY ($1::int[]) GROUP BY 1, 2
    UNION ALL SELECT project_id, rater_id, -no_count, -maybe_count, -yes_count FROM untimed_votes
    WHERE project_id = ANY ($1::int[])
  ) counted
  GROUP BY project_id, rater_id HAVING sum(no) <> 0 OR sum(maybe) <> 0 OR sum(yes) <> 0
  ON CONFLICT (project_id, rater_id) DO UPDATE SET no_count = kept.no_count + EXCLUDED.no_count,
    maybe_count = kept.maybe_count + EXCLUDED.maybe_count, yes_count = kept.yes_count + EXCLUDED.yes_count`,
  `
  INSERT INTO size_change (project_id, transaction_id, image_count, candidate_count)
  SELECT p.id, ${sizesFilled}, (SELECT count(*) FROM image i WHERE i.project_id = p.id) - s.images,
    (SELECT count(*) FROM candidate c WHERE c.project_id = p.id) - s.candidates
  FROM project p, LATERAL (
    SELECT coalesce(sum(image_count), 0) AS images, coalesce(sum(candidate_count), 0) AS candidates
    FROM size_change s WHERE s.project_id = p.id
  ) s
  WHERE p.deleted_at IS NULL AND p.id = ANY ($1::int[])`,
]

/** Tasks of imported votes by rater, metadata of images, and rating tasks. */
const fillLabelsAndTasks = [
  `
  INSERT INTO untimed_votes AS kept (project_id, rater_id, task_count)
  SELECT project_id, rater_id, sum(tasks) FROM (
    SELECT a.project_id, a.rater_id, count(*) AS tasks FROM assignment a
    JOIN task t ON t.project_id = a.project_id AND t.id = a.task_id AND t.kind = 'rating'
    WHERE a.project_id = ANY ($1::int[]) AND a.state = 'submitted' GROUP BY a.project_id, a.rater_id
    UNION ALL SELECT project_id, rater_id, -sum(task_count) FROM activity
    WHERE project_id = ANY ($1::int[]) GROUP BY 1, 2
    UNION ALL SELECT project_id, rater_id, -task_count FROM untimed_votes WHERE project_id = ANY ($1::int[])
  ) counted
  GROUP BY project_id, rater_id HAVING sum(tasks) <> 0
  ON CONFLICT (project_id, rater_id) DO UPDATE SET task_count = kept.task_count + EXCLUDED.task_count`,
  `
  INSERT INTO size_change (project_id, transaction_id, stored_count, labelled_count, credited_count, task_count)
  SELECT p.id, ${labelsFilled}, i.stored - s.stored, i.labelled - s.labelled, i.credited - s.credited,
    (SELECT count(*) FROM task t WHERE t.project_id = p.id AND t.kind = 'rating') - s.tasks
  FROM project p, LATERAL (
    SELECT coalesce(sum(stored_count), 0) AS stored, coalesce(sum(labelled_count), 0) AS labelled,
      coalesce(sum(credited_count), 0) AS credited, coalesce(sum(task_count), 0) AS tasks
    FROM size_change s WHERE s.project_id = p.id
  ) s, LATERAL (
    SELECT count(content_hash) AS stored, count(original_class_id) AS labelled, count(credit) AS credited
    FROM image i WHERE i.project_id = p.id
  ) i
  WHERE p.deleted_at IS NULL AND p.id = ANY ($1::int[])`,
]

/**
 * Counts images, candidates, tasks and votes that are older than the triggers that count them. The functions must have
 * just been applied: every row that a statement sees was then either counted by a trigger or written before it existed,
 * and each statement sees both tables in the same snapshot, so no lock is needed. Rows with reserved numbers mark what
 * has been filled in a project.
 */
export async function fillCounters(client: pg.Client): Promise<void> {
  const triggers = await client.query("SELECT FROM pg_trigger WHERE tgname = 'task_sized_insert'")
  if (triggers.rows.length === 0) return
  for (const [marker, statements] of [
    [sizesFilled, fillVotesAndSizes],
    [labelsFilled, fillLabelsAndTasks],
  ] as const) {
    const { rows } = await client.query(
      `SELECT id FROM project p WHERE p.deleted_at IS NULL
        AND NOT EXISTS (SELECT FROM size_change s WHERE s.project_id = p.id AND s.transaction_id = $1)`,
      [marker],
    )
    if (rows.length === 0) continue
    const projects = rows.map(({ id }) => id)
    await inTransaction(client, async () => {
      for (const statement of statements) await client.query(statement, [projects])
    })
  }
}
