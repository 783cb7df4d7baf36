/**
 * Invariants of a project's votes that hold at any time. I1: no task has more raters than its quota. I2: no rater has a
 * task twice. I3: submitted answers cover exactly the candidates of their task, and nothing else has votes. I5: counters
 * equal the counts. One statement, so that it reads one snapshot while raters continue.
 */
export const voteViolations = `
  WITH a AS (
    SELECT a.id, a.task_id, a.rater_id, a.state, t.image_id
    FROM assignment a JOIN task t ON t.project_id = a.project_id AND t.id = a.task_id
    WHERE a.project_id = $1 AND t.kind = 'rating'
  )
  SELECT 'I1' AS invariant, 'task ' || t.id || ' has a rater too many' AS what
  FROM task t JOIN a ON a.task_id = t.id AND a.state IN ('leased', 'submitted')
  WHERE t.project_id = $1 GROUP BY t.id, t.quota HAVING count(*) > t.quota
  UNION ALL
  SELECT 'I2', 'rater ' || rater_id || ' has task ' || task_id || ' twice'
  FROM assignment WHERE project_id = $1 GROUP BY task_id, rater_id HAVING count(*) > 1
  UNION ALL
  SELECT 'I3', 'assignment ' || a.id || ' lacks a vote on candidate ' || c.candidate_id
  FROM a JOIN task_candidate c ON c.project_id = $1 AND c.task_id = a.task_id
  WHERE a.state = 'submitted'
    AND NOT EXISTS (SELECT FROM label_stop l WHERE l.project_id = $1 AND l.candidate_id = c.candidate_id)
    AND NOT EXISTS (
      SELECT FROM vote v WHERE v.project_id = $1 AND v.image_id = a.image_id AND v.candidate_id = c.candidate_id
        AND v.rater_id = a.rater_id AND v.assignment_id = a.id
    )
  UNION ALL
  SELECT 'I3', 'the vote of rater ' || v.rater_id || ' on candidate ' || v.candidate_id || ' is of no submitted assignment'
  FROM vote v WHERE v.project_id = $1 AND NOT EXISTS (
    SELECT FROM a JOIN task_candidate c ON c.project_id = $1 AND c.task_id = a.task_id
    WHERE a.id = v.assignment_id AND a.rater_id = v.rater_id AND a.state = 'submitted' AND c.candidate_id = v.candidate_id
  )
  UNION ALL
  SELECT 'I5', 'task ' || t.id || ' counts ' || t.assigned || ' and ' || t.submitted FROM task t
  WHERE t.project_id = $1 AND (t.assigned, t.submitted) <> (
    SELECT count(*) FILTER (WHERE s.state IN ('leased', 'submitted')), count(*) FILTER (WHERE s.state = 'submitted')
    FROM assignment s WHERE s.project_id = $1 AND s.task_id = t.id
  )
  UNION ALL
  SELECT 'I5', 'candidate ' || c.id || ' counts ' || c.vote_count FROM candidate c
  WHERE c.project_id = $1 AND c.vote_count <> (
    SELECT count(*) FROM vote v WHERE v.project_id = $1 AND v.image_id = c.image_id AND v.candidate_id = c.id
  )`
