-- Ends a lease. A task without answers returns to the queue. A reopened assignment gets its earlier answers back,
-- because they had been acknowledged; its lease then has no end, which tells submit_and_lease that a late correction
-- may still replace them. Returns whether a rating task is free again; the caller must then call announce_tasks.
CREATE OR REPLACE FUNCTION end_lease(p_project int, p_assignment int) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE v_assignment assignment; v_source golden_source; v_is_queued boolean; v_revision int;
BEGIN
  SELECT * INTO v_assignment FROM assignment WHERE project_id = p_project AND id = p_assignment;
  SELECT golden_source_of(kind), quota IS NOT NULL INTO v_source, v_is_queued FROM task
  WHERE project_id = p_project AND id = v_assignment.task_id;
  IF v_assignment.revision = 0 THEN
    UPDATE assignment SET state = 'expired' WHERE project_id = p_project AND id = p_assignment;
    PERFORM requeue_task(p_project, v_assignment.task_id);
    RETURN v_is_queued;
  END IF;
  v_revision := v_assignment.revision - 1;
  UPDATE assignment SET state = 'submitted', lease_expires_at = NULL WHERE project_id = p_project AND id = p_assignment;
  IF v_source IS NULL THEN
    INSERT INTO vote (project_id, image_id, candidate_id, rater_id, assignment_id, answer)
    SELECT s.project_id, s.image_id, s.candidate_id, s.rater_id, s.assignment_id, h.answer
    FROM vote_history h
    JOIN shown_candidate s ON s.project_id = h.project_id AND s.assignment_id = h.assignment_id AND s.candidate_id = h.candidate_id
    WHERE h.project_id = p_project AND h.assignment_id = p_assignment AND h.revision = v_revision
    ON CONFLICT DO NOTHING;
  ELSE
    INSERT INTO golden_answer (project_id, candidate_id, rater_id, source, answer, answered_at)
    SELECT h.project_id, h.candidate_id, h.rater_id, v_source, h.answer, h.submitted_at
    FROM vote_history h
    WHERE h.project_id = p_project AND h.assignment_id = p_assignment AND h.revision = v_revision
    ON CONFLICT DO NOTHING;
    IF v_source = 'qualification' THEN PERFORM score_qualification_test(p_project, v_assignment.rater_id); END IF;
  END IF;
  RETURN false;
END $$;
