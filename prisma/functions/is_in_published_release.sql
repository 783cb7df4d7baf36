-- Returns whether a published release contains what was submitted at this time.
CREATE OR REPLACE FUNCTION is_in_published_release(p_project int, p_submitted_at timestamptz) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN EXISTS (
    SELECT FROM release r JOIN aggregation_run n ON n.project_id = r.project_id AND n.id = r.run_id
    WHERE r.project_id = p_project AND r.published_at IS NOT NULL AND n.votes_until >= p_submitted_at
  );
END $$;
