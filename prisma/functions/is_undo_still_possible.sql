-- Whether a submission can still be undone as far as its tasks go: that of a test only while its attempt is running, and none
-- about an image that is excluded by now. p_assignment may be the number of a page, every picture of which counts.
CREATE OR REPLACE FUNCTION is_undo_still_possible(p_project int, p_assignment int) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_assignment assignment;
  v_images int[] := ARRAY(
    SELECT (SELECT t.image_id FROM task t WHERE t.project_id = p_project AND t.id = a.task_id) FROM (
      SELECT task_id FROM assignment WHERE project_id = p_project AND id = p_assignment
      UNION ALL SELECT task_id FROM assignment WHERE project_id = p_project AND page_id = p_assignment
    ) a
  );
BEGIN
  IF EXISTS (SELECT FROM image_exclusion WHERE project_id = p_project AND image_id = ANY (v_images)) THEN RETURN false; END IF;
  SELECT * INTO v_assignment FROM assignment WHERE project_id = p_project AND id = p_assignment;
  IF (SELECT kind FROM task WHERE project_id = p_project AND id = v_assignment.task_id) IS DISTINCT FROM 'test' THEN RETURN true; END IF;
  RETURN EXISTS (
    SELECT FROM qualification_attempt
    WHERE project_id = p_project AND rater_id = v_assignment.rater_id AND finished_at IS NULL AND started_at <= v_assignment.leased_at
  );
END $$;
