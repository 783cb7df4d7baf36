-- Counts submitted tasks, answers and active time of raters by hour. A submission is written, and undone, by one
-- statement while the assignment still has its times. So a statement on votes counts both answers and tasks, and Undo
-- subtracts from the hour in which it was counted. Imported votes have no time and thus no hour: untimed_votes counts
-- them by rater, with their tasks, so that both tables together give a project's votes. The triggers' names sort after
-- vote_counted_*, so candidates are locked before rows of activity: a transaction that holds a row of activity never
-- waits for a candidate.
CREATE OR REPLACE FUNCTION count_activity() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE v_sign int := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END; v_all record;
BEGIN
  IF are_vote_counters_given() THEN RETURN NULL; END IF;
  -- Fast path: nearly always this is one submission in an hour that already has a row.
  UPDATE activity k SET task_count = k.task_count + v_sign, no_count = k.no_count + v_sign * v.no,
    maybe_count = k.maybe_count + v_sign * v.maybe, yes_count = k.yes_count + v_sign * v.yes,
    active_ms = k.active_ms + v_sign * coalesce(a.active_ms, 0),
    timed_answers = k.timed_answers + v_sign * CASE WHEN a.active_ms IS NULL THEN 0 ELSE v.answers END
  FROM (
    SELECT min(project_id) AS project_id, min(assignment_id) AS assignment_id, min(rater_id) AS rater_id, count(*) AS answers,
      count(*) FILTER (WHERE answer = 0) AS no, count(*) FILTER (WHERE answer = 1) AS maybe, count(*) FILTER (WHERE answer = 2) AS yes
    FROM changed_votes HAVING min(project_id) = max(project_id) AND min(assignment_id) = max(assignment_id)
  ) v CROSS JOIN LATERAL (
    SELECT submitted_at, active_ms FROM assignment WHERE project_id = v.project_id AND id = v.assignment_id OFFSET 0
  ) a
  WHERE k.project_id = v.project_id AND k.hour = date_trunc('hour', a.submitted_at, 'UTC') AND k.rater_id = v.rater_id;
  IF FOUND THEN RETURN NULL; END IF;
  SELECT min(project_id) AS project_id, min(assignment_id) AS first, max(assignment_id) AS last,
    min(project_id) = max(project_id) AS is_of_one_project
  INTO v_all FROM changed_votes;
  IF TG_OP = 'DELETE' AND v_all.is_of_one_project AND is_project_being_deleted(v_all.project_id) THEN RETURN NULL; END IF;
  -- Votes are deleted with their rater, whose counters may already be gone; then nothing is subtracted.
  INSERT INTO untimed_votes AS kept (project_id, rater_id, no_count, maybe_count, yes_count, task_count)
  SELECT v.project_id, v.rater_id, v_sign * sum(v.no), v_sign * sum(v.maybe), v_sign * sum(v.yes), v_sign * count(*)
  FROM (
    SELECT project_id, assignment_id, rater_id, count(*) FILTER (WHERE answer = 0) AS no,
      count(*) FILTER (WHERE answer = 1) AS maybe, count(*) FILTER (WHERE answer = 2) AS yes
    FROM changed_votes GROUP BY project_id, assignment_id, rater_id
  ) v
  WHERE (SELECT submitted_at IS NULL FROM assignment WHERE project_id = v.project_id AND id = v.assignment_id)
    AND (v_sign = 1 OR (SELECT true FROM untimed_votes o WHERE o.project_id = v.project_id AND o.rater_id = v.rater_id))
  GROUP BY v.project_id, v.rater_id ORDER BY v.project_id, v.rater_id
  ON CONFLICT (project_id, rater_id) DO UPDATE SET no_count = kept.no_count + EXCLUDED.no_count,
    maybe_count = kept.maybe_count + EXCLUDED.maybe_count, yes_count = kept.yes_count + EXCLUDED.yes_count,
    task_count = kept.task_count + EXCLUDED.task_count;
  -- Removing images deletes many votes at once, often imported ones without a time.
  IF v_all.is_of_one_project AND NOT EXISTS (
    SELECT FROM assignment
    WHERE project_id = v_all.project_id AND id BETWEEN v_all.first AND v_all.last AND submitted_at IS NOT NULL
  ) THEN
    RETURN NULL;
  END IF;
  -- Looks up each assignment by key: a join planned while tables were empty might scan them ever after.
  INSERT INTO activity AS kept (project_id, hour, rater_id, task_count, no_count, maybe_count, yes_count, active_ms, timed_answers)
  SELECT s.project_id, s.hour, s.rater_id, v_sign * count(*), v_sign * sum(s.no), v_sign * sum(s.maybe), v_sign * sum(s.yes),
    v_sign * coalesce(sum(s.active_ms), 0), v_sign * coalesce(sum(s.answers) FILTER (WHERE s.active_ms IS NOT NULL), 0)
  FROM (
    SELECT v.project_id, v.rater_id, v.no, v.maybe, v.yes, v.answers, a.active_ms,
      date_trunc('hour', a.submitted_at, 'UTC') AS hour
    FROM (
      SELECT project_id, assignment_id, rater_id, count(*) FILTER (WHERE answer = 0) AS no,
        count(*) FILTER (WHERE answer = 1) AS maybe, count(*) FILTER (WHERE answer = 2) AS yes, count(*) AS answers
      FROM changed_votes GROUP BY project_id, assignment_id, rater_id
    ) v, LATERAL (
      SELECT submitted_at, active_ms FROM assignment
      WHERE project_id = v.project_id AND id = v.assignment_id AND submitted_at IS NOT NULL OFFSET 0
    ) a
  ) s
  -- Rows already removed by the deletion of a project stay removed.
  WHERE v_sign = 1 OR (
    SELECT true FROM activity o WHERE o.project_id = s.project_id AND o.hour = s.hour AND o.rater_id = s.rater_id
  )
  GROUP BY s.project_id, s.hour, s.rater_id ORDER BY s.project_id, s.hour, s.rater_id
  ON CONFLICT (project_id, hour, rater_id) DO UPDATE SET task_count = kept.task_count + EXCLUDED.task_count,
    no_count = kept.no_count + EXCLUDED.no_count, maybe_count = kept.maybe_count + EXCLUDED.maybe_count,
    yes_count = kept.yes_count + EXCLUDED.yes_count, active_ms = kept.active_ms + EXCLUDED.active_ms,
    timed_answers = kept.timed_answers + EXCLUDED.timed_answers;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER vote_tallied_insert AFTER INSERT ON vote
  REFERENCING NEW TABLE AS changed_votes FOR EACH STATEMENT EXECUTE FUNCTION count_activity();
CREATE OR REPLACE TRIGGER vote_tallied_delete AFTER DELETE ON vote
  REFERENCING OLD TABLE AS changed_votes FOR EACH STATEMENT EXECUTE FUNCTION count_activity();
