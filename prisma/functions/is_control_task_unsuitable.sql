-- Returns whether a gold question, training or test task would not be informative about this rater: a rater who
-- answered one of its candidates as an expert knows the truth, and nobody is asked about a candidate twice. A gold
-- question prevents this rater from getting an open task with the same candidate. It is therefore given only while at
-- least twice as many other raters as that task still needs could take the task. It cannot wait until that task is
-- done: labels that hold are mostly the ones that ordinary tasks ask about, and gold questions about the others alone
-- could all be answered correctly by "no".
CREATE OR REPLACE FUNCTION is_control_task_unsuitable(p_project int, p_rater int, p_task int, p_kind task_kind) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE v_open record; v_raters int;
BEGIN
  IF EXISTS (
    SELECT FROM task_candidate mine WHERE mine.project_id = p_project AND mine.task_id = p_task AND (
      SELECT true FROM golden_answer g
      WHERE g.project_id = p_project AND g.candidate_id = mine.candidate_id AND g.rater_id = p_rater LIMIT 1
    )
  ) OR is_candidate_already_asked(p_project, p_rater, p_task) THEN RETURN true; END IF;
  IF p_kind <> 'golden' THEN RETURN false; END IF;
  FOR v_open IN
    SELECT DISTINCT t.id, t.quota - t.assigned AS wanted
    FROM task_candidate mine
    JOIN task_candidate other ON other.project_id = mine.project_id AND other.candidate_id = mine.candidate_id AND other.task_id <> p_task
    JOIN task t ON t.project_id = other.project_id AND t.id = other.task_id AND t.is_open
    WHERE mine.project_id = p_project AND mine.task_id = p_task
  LOOP
    -- Counted once, and only if a task is open.
    v_raters := coalesce(v_raters, (
      SELECT count(*) FROM rater
      WHERE project_id = p_project AND NOT is_expert AND NOT is_left_out AND paused_at IS NULL AND disqualified_at IS NULL AND id <> p_rater
    ));
    IF v_raters - (
      SELECT count(DISTINCT a.rater_id) FROM assignment a
      WHERE a.project_id = p_project AND a.task_id IN (p_task, v_open.id) AND a.state <> 'expired' AND a.rater_id <> p_rater
    ) < 2 * v_open.wanted THEN RETURN true; END IF;
  END LOOP;
  RETURN false;
END $$;
