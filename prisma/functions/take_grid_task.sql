-- Locks a class-first task's row if the task can be given to a rater now, and returns whether it can: the rater has not
-- had it and was not asked about its candidate in another task, and nobody else has locked its row.
CREATE OR REPLACE FUNCTION take_grid_task(p_project int, p_rater int, p_task int) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  IF (
    SELECT a.state <> 'expired' FROM assignment a WHERE a.project_id = p_project AND a.task_id = p_task AND a.rater_id = p_rater
  ) OR is_candidate_already_asked(p_project, p_rater, p_task) THEN RETURN false; END IF;
  PERFORM FROM task WHERE project_id = p_project AND id = p_task AND (is_open OR quota IS NULL AND is_launched)
  FOR NO KEY UPDATE SKIP LOCKED;
  RETURN FOUND;
END $$;
