-- Returns why a submission can no longer be changed because of its tasks; null if it can. 'excluded': one of its images
-- is now excluded; 'test-over': it belongs to a test whose attempt has ended; 'disqualified': the rater did not pass the
-- test, so the reopened task could not be answered again; 'released': a published release contains it. Nothing here may depend on whether a task is golden, or raters could find out by trying. p_assignment may be a
-- page's number; then every picture on it counts.
CREATE OR REPLACE FUNCTION undo_refusal(p_project int, p_assignment int) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_assignment assignment;
  v_submitted_at timestamptz;
  v_rater int;
  v_images int[];
BEGIN
  SELECT array_agg((SELECT t.image_id FROM task t WHERE t.project_id = p_project AND t.id = a.task_id)),
    max(a.submitted_at) FILTER (WHERE a.state = 'submitted'), max(a.rater_id)
  INTO v_images, v_submitted_at, v_rater FROM (
    SELECT task_id, state, submitted_at, rater_id FROM assignment WHERE project_id = p_project AND id = p_assignment
    UNION ALL SELECT task_id, state, submitted_at, rater_id FROM assignment WHERE project_id = p_project AND page_id = p_assignment
  ) a;
  IF EXISTS (SELECT FROM image_exclusion WHERE project_id = p_project AND image_id = ANY (v_images)) THEN RETURN 'excluded'; END IF;
  SELECT * INTO v_assignment FROM assignment WHERE project_id = p_project AND id = p_assignment;
  IF (SELECT kind FROM task WHERE project_id = p_project AND id = v_assignment.task_id) = 'test' AND NOT EXISTS (
    SELECT FROM qualification_attempt
    WHERE project_id = p_project AND rater_id = v_assignment.rater_id AND finished_at IS NULL AND started_at <= v_assignment.leased_at
  ) THEN RETURN 'test-over'; END IF;
  IF EXISTS (SELECT FROM rater WHERE project_id = p_project AND id = v_rater AND disqualified_at IS NOT NULL) THEN RETURN 'disqualified'; END IF;
  IF is_in_published_release(p_project, v_submitted_at) THEN RETURN 'released'; END IF;
  RETURN NULL;
END $$;
