-- Releases those of the given assignments and pages that the rater still holds: a task without answers goes to other
-- raters, a reopened one gets its answers back. If a browser releases its own (p_holder), keeps those that another of
-- the rater's browsers has, unless that browser gave no sign of life for the duration of a lease.
CREATE OR REPLACE FUNCTION release_leases(p_project int, p_rater int, p_assignments int[], p_holder int DEFAULT NULL)
RETURNS jsonb LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE v_id int; v_is_free boolean := false; v_kept int[] := '{}';
BEGIN
  PERFORM FROM rater_cursor WHERE project_id = p_project AND rater_id = p_rater FOR UPDATE;
  IF p_holder IS NOT NULL THEN
    UPDATE lease_holder SET held = ARRAY(SELECT id FROM unnest(held) id WHERE id <> ALL (p_assignments))
    WHERE project_id = p_project AND rater_id = p_rater AND holder = p_holder;
    v_kept := ARRAY(
      SELECT unnest(h.held) FROM lease_holder h
      WHERE h.project_id = p_project AND h.rater_id = p_rater AND h.holder <> p_holder
        AND h.seen_at > now() - make_interval(secs => (SELECT lease_seconds FROM project WHERE id = p_project))
    );
  END IF;
  FOR v_id IN
    SELECT id FROM (
      SELECT id, task_id FROM assignment
      WHERE project_id = p_project AND rater_id = p_rater AND state = 'leased' AND coalesce(page_id, id) = ANY (p_assignments)
        AND coalesce(page_id, id) <> ALL (v_kept) FOR UPDATE SKIP LOCKED
    ) given ORDER BY task_id
  LOOP
    v_is_free := end_lease(p_project, v_id) OR v_is_free;
  END LOOP;
  IF v_is_free THEN PERFORM announce_tasks(p_project); END IF;
  RETURN held_leases(p_project, p_rater, p_assignments);
END $$;
