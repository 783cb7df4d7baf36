-- Returns the rating screen (screen_of_rater) without a submission. A session keeps one plan for each query below this
-- function, whatever the values: otherwise statistics decide on every call whether to plan a query again, which takes
-- longer than running it. Joins keep the order in which they are written.
CREATE OR REPLACE FUNCTION rating_screen(
  p_project int, p_rater int, p_seed int, p_ahead int DEFAULT 0, p_have int[] DEFAULT '{}', p_holder int DEFAULT NULL
) RETURNS jsonb LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET plan_cache_mode = force_generic_plan
SET join_collapse_limit = 1 AS $$
DECLARE
  v_who record := lock_rater(p_project, p_rater, p_seed);
  v_cursor rater_cursor := v_who.cursor;
  v_undo int;
BEGIN
  SELECT coalesce(a.page_id, a.id) INTO v_undo FROM assignment a
  WHERE a.project_id = p_project AND a.rater_id = p_rater AND a.submitted_order > v_cursor.submitted_count - undo_reach() AND a.state = 'submitted'
  ORDER BY a.submitted_order DESC LIMIT 1;
  RETURN screen_of_rater(v_cursor, v_who.project, v_who.rater, v_who.has_pages, p_seed, p_ahead, p_have, p_holder, v_undo)
    - '{outcome,taskKind}'::text[];
END $$;
