-- Returns what keeps a rater from all tasks: 'rater-paused', or a text in force whose newest version is unread
-- ('consent', then 'guidelines'), in the project's own language or as a translation of it; null if nothing does.
-- Simulated raters read no texts.
CREATE OR REPLACE FUNCTION pause_or_unread_text(p_rater rater) RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF p_rater.paused_at IS NOT NULL THEN RETURN 'rater-paused'; END IF;
  IF p_rater.kind = 'simulated' THEN RETURN NULL; END IF;
  -- The length in bytes can be read without decompressing the text.
  RETURN (
    SELECT newest.kind FROM (
      SELECT DISTINCT ON (kind) kind, version, octet_length(text) > 0 AS is_in_force FROM document_version
      WHERE project_id = p_rater.project_id AND language IS NULL ORDER BY kind, version DESC
    ) newest
    WHERE newest.is_in_force AND (
      SELECT true FROM document_reading r
      JOIN document_version d ON d.project_id = r.project_id AND d.kind = r.kind AND d.version = r.version
      WHERE r.project_id = p_rater.project_id AND r.rater_id = p_rater.id AND r.kind = newest.kind
        AND newest.version IN (d.version, d.of_version) LIMIT 1
    ) IS NULL
    ORDER BY newest.kind = 'guidelines' LIMIT 1
  );
END $$;
