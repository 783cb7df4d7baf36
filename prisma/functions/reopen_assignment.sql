-- Undo: reopens one of the rater's last submissions (undo_reach says how many). Moves its answers to vote_history and
-- raises its revision; the rater keeps the task, and it is shown next. Outcomes: 'reopened' (also if it was already
-- open), 'too-late', 'rater-paused', 'not-found', and those of undo_refusal.
CREATE OR REPLACE FUNCTION reopen_assignment(
  p_project int, p_rater int, p_assignment int, p_seed int, p_ahead int DEFAULT 0, p_have int[] DEFAULT '{}',
  p_holder int DEFAULT NULL
) RETURNS jsonb LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET plan_cache_mode = force_generic_plan
SET join_collapse_limit = 1 AS $$
DECLARE v_page grid_page; v_outcome text; v_assignment assignment; v_source golden_source; v_count int; v_lease int;
BEGIN
  SELECT submitted_count INTO v_count FROM rater_cursor WHERE project_id = p_project AND rater_id = p_rater FOR UPDATE;
  SELECT * INTO v_page FROM grid_page WHERE project_id = p_project AND id = p_assignment AND rater_id = p_rater;
  IF FOUND THEN
    PERFORM FROM rater WHERE project_id = p_project AND id = p_rater AND paused_at IS NOT NULL;
    IF FOUND THEN RETURN jsonb_build_object('outcome', 'rater-paused'); END IF;
    v_outcome := reopen_grid_page(p_project, v_page, v_count);
    IF v_outcome <> 'reopened' THEN RETURN jsonb_build_object('outcome', v_outcome); END IF;
    RETURN jsonb_build_object('outcome', v_outcome) || rating_screen(p_project, p_rater, p_seed, p_ahead, p_have, p_holder);
  END IF;
  SELECT * INTO v_assignment FROM assignment WHERE project_id = p_project AND id = p_assignment AND rater_id = p_rater FOR UPDATE;
  IF NOT FOUND THEN RETURN jsonb_build_object('outcome', 'not-found'); END IF;
  PERFORM FROM rater WHERE project_id = p_project AND id = p_rater AND paused_at IS NOT NULL;
  IF FOUND THEN RETURN jsonb_build_object('outcome', 'rater-paused'); END IF;
  IF v_assignment.state = 'leased' AND v_assignment.revision > 0 THEN
    UPDATE assignment SET leased_at = clock_timestamp() WHERE project_id = p_project AND id = p_assignment;
    RETURN jsonb_build_object('outcome', 'reopened') || rating_screen(p_project, p_rater, p_seed, p_ahead, p_have, p_holder);
  END IF;
  IF v_assignment.state <> 'submitted' OR v_assignment.submitted_order IS NULL OR v_count - v_assignment.submitted_order >= undo_reach() THEN
    RETURN jsonb_build_object('outcome', 'too-late');
  END IF;
  v_outcome := undo_refusal(p_project, p_assignment);
  IF v_outcome IS NOT NULL THEN RETURN jsonb_build_object('outcome', v_outcome); END IF;

  SELECT lease_seconds INTO v_lease FROM project WHERE id = p_project;
  SELECT golden_source_of(kind) INTO v_source FROM task WHERE project_id = p_project AND id = v_assignment.task_id;
  -- Updates the task's counters before the candidates', as submit_and_lease does: in the opposite order the two could
  -- deadlock.
  UPDATE assignment SET state = 'leased', revision = revision + 1, leased_at = clock_timestamp(),
    lease_expires_at = now() + make_interval(secs => v_lease)
  WHERE project_id = p_project AND id = p_assignment;
  INSERT INTO vote_history (project_id, assignment_id, revision, candidate_id, rater_id, answer, submitted_at)
  SELECT p_project, p_assignment, v_assignment.revision, s.candidate_id, p_rater, stored.answer, v_assignment.submitted_at
  FROM unnest(current_answers(p_project, p_assignment, v_source)) WITH ORDINALITY stored (answer, ordinal)
  JOIN shown_candidate s ON s.project_id = p_project AND s.assignment_id = p_assignment AND s.position = stored.ordinal - 1;
  PERFORM delete_answers(p_project, p_assignment, v_source);
  IF v_source = 'qualification' THEN PERFORM score_qualification_test(p_project, p_rater); END IF;
  RETURN jsonb_build_object('outcome', 'reopened') || rating_screen(p_project, p_rater, p_seed, p_ahead, p_have, p_holder);
END $$;
