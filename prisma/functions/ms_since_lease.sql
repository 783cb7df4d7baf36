-- Returns the most milliseconds for which a task or page leased at p_leased_at can have been on the screen; null, which
-- least() ignores, for simulated raters, whose times are simulated too.
CREATE OR REPLACE FUNCTION ms_since_lease(p_kind rater_kind, p_leased_at timestamptz) RETURNS int LANGUAGE sql AS $$
  SELECT CASE WHEN p_kind <> 'simulated'
    THEN greatest(1, least(86400000, extract(epoch FROM clock_timestamp() - p_leased_at) * 1000))::int END
$$;
