import type pg from 'pg'

/**
 * Counts what the triggers on images, candidates and votes have not counted, because it was there before them. For a client
 * that has just applied the functions: rows that a statement sees are either counted by a trigger or were written before
 * there was one, and each statement sees both tables as of one moment, so that nobody has to wait meanwhile. A project that
 * has been filled has a row for the transaction 0, which has no number like it.
 */
export async function fillCounters(client: pg.Client): Promise<void> {
  const triggers = await client.query("SELECT FROM pg_trigger WHERE tgname = 'image_sized_insert'")
  if (triggers.rows.length === 0) return
  const projects = await client.query(`
    SELECT id FROM project p
    WHERE p.deleted_at IS NULL AND NOT EXISTS (SELECT FROM size_change s WHERE s.project_id = p.id AND s.transaction_id = 0)`)
  if (projects.rows.length === 0) return
  const unfilled = [projects.rows.map(({ id }) => id)]
  await client.query('BEGIN')
  try {
    await client.query(
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
      unfilled,
    )
    await client.query(
      `
      INSERT INTO size_change (project_id, transaction_id, image_count, candidate_count)
      SELECT p.id, 0, (SELECT count(*) FROM image i WHERE i.project_id = p.id) - s.images,
        (SELECT count(*) FROM candidate c WHERE c.project_id = p.id) - s.candidates
      FROM project p, LATERAL (
        SELECT coalesce(sum(image_count), 0) AS images, coalesce(sum(candidate_count), 0) AS candidates
        FROM size_change s WHERE s.project_id = p.id
      ) s
      WHERE p.deleted_at IS NULL AND p.id = ANY ($1::int[])`,
      unfilled,
    )
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  }
}
