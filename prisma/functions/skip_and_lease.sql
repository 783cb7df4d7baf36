-- Skips a leased task with a reason and leases the next tasks. A skipped rating task goes to other raters. A reopened
-- assignment cannot be skipped, because its answers were acknowledged. Outcomes: 'skipped', 'repeated', 'conflict',
-- 'not-found'.
CREATE OR REPLACE FUNCTION skip_and_lease(
  p_project int, p_rater int, p_assignment int, p_reason text, p_note text, p_seed int, p_ahead int DEFAULT 0, p_have int[] DEFAULT '{}',
  p_holder int DEFAULT NULL
) RETURNS jsonb LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET plan_cache_mode = force_generic_plan
SET join_collapse_limit = 1 AS $$
DECLARE v_page grid_page; v_assignment assignment; v_kind task_kind; v_outcome text := 'skipped';
BEGIN
  PERFORM FROM rater_cursor WHERE project_id = p_project AND rater_id = p_rater FOR UPDATE;
  SELECT * INTO v_page FROM grid_page WHERE project_id = p_project AND id = p_assignment AND rater_id = p_rater;
  IF FOUND THEN
    v_outcome := skip_grid_page(p_project, v_page, p_reason, p_note);
    IF v_outcome = 'conflict' THEN RETURN jsonb_build_object('outcome', v_outcome); END IF;
    RETURN jsonb_build_object('outcome', v_outcome) || rating_screen(p_project, p_rater, p_seed, p_ahead, p_have, p_holder);
  END IF;
  SELECT * INTO v_assignment FROM assignment WHERE project_id = p_project AND id = p_assignment AND rater_id = p_rater FOR UPDATE;
  IF NOT FOUND THEN RETURN jsonb_build_object('outcome', 'not-found'); END IF;
  IF v_assignment.state = 'submitted' OR v_assignment.revision > 0 THEN RETURN jsonb_build_object('outcome', 'conflict'); END IF;
  IF v_assignment.state = 'skipped' THEN
    v_outcome := 'repeated';
  ELSE
    UPDATE assignment SET state = 'skipped', skip_reason = p_reason, skip_note = p_note WHERE project_id = p_project AND id = p_assignment;
    SELECT kind INTO v_kind FROM task WHERE project_id = p_project AND id = v_assignment.task_id;
    UPDATE rater_cursor
    SET task_count = task_count + (v_kind IN ('rating', 'golden'))::int, golden_count = golden_count + (v_kind = 'golden')::int
    WHERE project_id = p_project AND rater_id = p_rater;
    IF v_kind = 'rating' THEN
      PERFORM requeue_task(p_project, v_assignment.task_id);
      PERFORM announce_tasks(p_project);
    ELSIF v_kind = 'test' THEN
      PERFORM score_qualification_test(p_project, p_rater);
    END IF;
  END IF;
  RETURN jsonb_build_object('outcome', v_outcome) || rating_screen(p_project, p_rater, p_seed, p_ahead, p_have, p_holder);
END $$;
