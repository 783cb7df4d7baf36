-- Returns the account behind a session; no row if the account is gone. Every request calls it, and a connection keeps
-- the plan of a function's query, also behind a pooler: planning takes ten times as long as reading the row. A session
-- without an id is from before sessions had rows, and counts as open.
CREATE OR REPLACE FUNCTION session_account(p_user uuid, p_session uuid, p_idle_seconds float8, p_note_minutes int)
RETURNS TABLE (
  id text, name text, email text, is_owner boolean, token_version int, has_password_alone boolean, is_open boolean, is_use_due boolean
) LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
  SELECT u.id::text, u.name, u.email, u.is_owner, u.token_version, u.password_hash IS NOT NULL AND f.user_id IS NULL,
    p_session IS NULL OR coalesce(s.last_used_at > now() - make_interval(secs => p_idle_seconds), false),
    coalesce(s.last_used_at < now() - make_interval(mins => p_note_minutes), false)
  FROM app_user u LEFT JOIN account_session s ON s.id = p_session AND s.user_id = u.id
    LEFT JOIN second_factor f ON f.user_id = u.id AND f.confirmed_at IS NOT NULL
  WHERE u.id = p_user;
END $$;
