-- Returns what every request of a rater needs to know about the project and the account's role and number in it; no row
-- if the project does not exist or the account is not a member. A function, for the reason given in session_account.
CREATE OR REPLACE FUNCTION rater_access(p_user uuid, p_slug text)
RETURNS TABLE (
  project_id int, slug text, name text, role text, rater_id int, answer_modes text[], languages text[], has_guidelines boolean
) LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
  SELECT p.id, p.slug, p.name, m.role::text, i.rater_id, p.answer_modes, p.language || p.languages,
    coalesce((
      SELECT d.text <> '' FROM document_version d
      WHERE d.project_id = p.id AND d.kind = 'guidelines' AND d.language IS NULL ORDER BY d.version DESC LIMIT 1
    ), false)
  FROM project p
  JOIN membership m ON m.project_id = p.id AND m.user_id = p_user
  LEFT JOIN rater_identity i ON i.project_id = p.id AND i.user_id = m.user_id
  WHERE p.slug = p_slug AND p.deleted_at IS NULL;
END $$;
