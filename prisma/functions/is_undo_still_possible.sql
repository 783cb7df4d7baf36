-- A submission of a test can be undone only while its attempt is running; any other can.
CREATE OR REPLACE FUNCTION is_undo_still_possible(p_project int, p_assignment int) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE v_assignment assignment;
BEGIN
  SELECT * INTO v_assignment FROM assignment WHERE project_id = p_project AND id = p_assignment;
  IF (SELECT kind FROM task WHERE project_id = p_project AND id = v_assignment.task_id) IS DISTINCT FROM 'test' THEN RETURN true; END IF;
  RETURN EXISTS (
    SELECT FROM qualification_attempt
    WHERE project_id = p_project AND rater_id = v_assignment.rater_id AND finished_at IS NULL AND started_at <= v_assignment.leased_at
  );
END $$;
