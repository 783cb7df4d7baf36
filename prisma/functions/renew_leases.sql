-- Extends the leases that the rater still holds, of the assignments and pages given, to their full time.
CREATE OR REPLACE FUNCTION renew_leases(p_project int, p_rater int, p_assignments int[]) RETURNS jsonb LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE v_lease int; v_id int;
BEGIN
  PERFORM FROM rater_cursor WHERE project_id = p_project AND rater_id = p_rater FOR UPDATE;
  SELECT lease_seconds INTO v_lease FROM project WHERE id = p_project;
  FOREACH v_id IN ARRAY p_assignments LOOP
    UPDATE assignment SET lease_expires_at = now() + make_interval(secs => v_lease)
    WHERE project_id = p_project AND coalesce(page_id, id) = v_id AND rater_id = p_rater AND state = 'leased';
  END LOOP;
  RETURN held_leases(p_project, p_rater, p_assignments);
END $$;
