-- Ends up to p_limit expired leases and returns how many; null if another call is running, because only one works at a
-- time. Locks tasks in the order of their numbers and projects last, so that deadlocks with raters who release leases
-- are rare.
CREATE OR REPLACE FUNCTION expire_leases(p_limit int) RETURNS int LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE v record; v_projects int[] := '{}'; v_count int := 0;
BEGIN
  IF NOT pg_try_advisory_xact_lock(72707370) THEN RETURN NULL; END IF;
  FOR v IN
    SELECT * FROM (
      SELECT project_id, id, task_id FROM assignment
      WHERE state = 'leased' AND lease_expires_at < now()
      ORDER BY lease_expires_at LIMIT p_limit FOR UPDATE SKIP LOCKED
    ) ended ORDER BY project_id, task_id
  LOOP
    IF end_lease(v.project_id, v.id) THEN v_projects := v_projects || v.project_id; END IF;
    v_count := v_count + 1;
  END LOOP;
  PERFORM announce_tasks(id) FROM project WHERE id = ANY (v_projects) ORDER BY id;
  RETURN v_count;
END $$;
