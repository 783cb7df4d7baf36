-- Starts an attempt at the qualification test. Outcomes: 'started'; 'running' (one was already started); 'not-ready'.
CREATE OR REPLACE FUNCTION start_qualification_test(p_project int, p_rater int, p_seed int, p_ahead int DEFAULT 0, p_have int[] DEFAULT '{}')
RETURNS jsonb LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET plan_cache_mode = force_generic_plan
SET join_collapse_limit = 1 AS $$
DECLARE
  v_who record;
  v_session record;
  v_outcome text := 'not-ready';
BEGIN
  -- Leases first: this locks the rater's cursor, and gives every reason why there can be no test now.
  v_who := lock_rater(p_project, p_rater, p_seed);
  v_session := lease_to_rater(v_who.cursor, v_who.project, v_who.rater, v_who.has_pages, p_seed, 0);
  IF v_session.state = 'test-ready' THEN
    INSERT INTO qualification_attempt (project_id, rater_id, attempt)
    SELECT p_project, p_rater, coalesce(max(attempt), 0) + 1 FROM qualification_attempt
    WHERE project_id = p_project AND rater_id = p_rater;
    v_outcome := 'started';
  ELSIF v_session.step ->> 'kind' = 'test' AND v_session.state = 'rating' THEN
    v_outcome := 'running';
  END IF;
  IF v_outcome = 'not-ready' THEN RETURN jsonb_build_object('outcome', v_outcome); END IF;
  RETURN jsonb_build_object('outcome', v_outcome) || rating_screen(p_project, p_rater, p_seed, p_ahead, p_have);
END $$;
