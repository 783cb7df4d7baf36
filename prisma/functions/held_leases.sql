-- Returns which of the given assignments and pages the rater holds, and when each lease ends.
CREATE OR REPLACE FUNCTION held_leases(p_project int, p_rater int, p_assignments int[]) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
    SELECT coalesce(jsonb_agg(jsonb_build_object('assignmentId', id,
      'leaseExpiresAt', to_char(lease_expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY id), '[]')
    FROM (
      SELECT coalesce(page_id, id) AS id, min(lease_expires_at) AS lease_expires_at FROM assignment
      WHERE project_id = p_project AND rater_id = p_rater AND state = 'leased' AND coalesce(page_id, id) = ANY (p_assignments)
      GROUP BY coalesce(page_id, id)
    ) held
  );
END $$;
