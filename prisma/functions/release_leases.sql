-- Gives back those of the assignments and pages given that the rater still holds: a task that was not answered goes to other raters,
-- a reopened one gets its answers back.
CREATE OR REPLACE FUNCTION release_leases(p_project int, p_rater int, p_assignments int[]) RETURNS jsonb LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE v_id int; v_is_free boolean := false;
BEGIN
  PERFORM FROM rater_cursor WHERE project_id = p_project AND rater_id = p_rater FOR UPDATE;
  FOR v_id IN
    SELECT id FROM (
      SELECT id, task_id FROM assignment
      WHERE project_id = p_project AND rater_id = p_rater AND state = 'leased' AND coalesce(page_id, id) = ANY (p_assignments) FOR UPDATE SKIP LOCKED
    ) given ORDER BY task_id
  LOOP
    v_is_free := end_lease(p_project, v_id) OR v_is_free;
  END LOOP;
  IF v_is_free THEN PERFORM announce_tasks(p_project); END IF;
  RETURN held_leases(p_project, p_rater, p_assignments);
END $$;
