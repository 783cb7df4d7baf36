-- Extends the leases of the given assignments and pages to their full time: those that the rater still holds, and those
-- of expired assignments whose task no other rater has taken. This lets a rater who returns continue with answers
-- already started. A paused rater's leases are not extended, so that others get the tasks. Records that the requesting
-- browser (p_holder) is alive.
CREATE OR REPLACE FUNCTION renew_leases(p_project int, p_rater int, p_assignments int[], p_holder int DEFAULT NULL) RETURNS jsonb LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE v_lease int; v_id int; v_task int;
BEGIN
  PERFORM FROM rater_cursor WHERE project_id = p_project AND rater_id = p_rater FOR UPDATE;
  UPDATE lease_holder SET seen_at = now() WHERE project_id = p_project AND rater_id = p_rater AND holder = p_holder;
  PERFORM FROM rater WHERE project_id = p_project AND id = p_rater AND paused_at IS NOT NULL;
  IF FOUND THEN RETURN held_leases(p_project, p_rater, p_assignments); END IF;
  SELECT lease_seconds INTO v_lease FROM project WHERE id = p_project;
  FOREACH v_id IN ARRAY p_assignments LOOP
    UPDATE assignment SET lease_expires_at = now() + make_interval(secs => v_lease)
    WHERE project_id = p_project AND coalesce(page_id, id) = v_id AND rater_id = p_rater AND state = 'leased';
    CONTINUE WHEN FOUND;
    SELECT task_id INTO v_task FROM assignment
    WHERE project_id = p_project AND id = v_id AND rater_id = p_rater AND state = 'expired' AND page_id IS NULL FOR UPDATE;
    CONTINUE WHEN NOT FOUND;
    PERFORM FROM task
    WHERE project_id = p_project AND id = v_task AND kind IN ('rating', 'golden') AND (is_open OR quota IS NULL AND is_launched)
    FOR NO KEY UPDATE SKIP LOCKED;
    CONTINUE WHEN NOT FOUND OR is_candidate_already_asked(p_project, p_rater, v_task);
    -- leased_at stays: the time before the lease expired counts as time of work too.
    UPDATE assignment SET state = 'leased', lease_expires_at = now() + make_interval(secs => v_lease)
    WHERE project_id = p_project AND id = v_id;
  END LOOP;
  RETURN held_leases(p_project, p_rater, p_assignments);
END $$;
