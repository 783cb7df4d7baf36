-- Returns which kind of task a rater must do: training, then the test, then rating. The result is {state, kind, done,
-- total, attemptsLeft, lastAttempt}. State 'rating': tasks of this kind can be given; 'test-ready': an attempt can be
-- started; 'no-test': a test is required, but has no tasks left because experts changed the truth; 'disqualified'.
-- Leaves out a step without tasks for this rater, such as for an expert who knows the truth.
CREATE OR REPLACE FUNCTION rater_qualification_step(p_rater rater, p_qualification jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_project int := p_rater.project_id;
  v_training int := (p_qualification ->> 'trainingTasks')::int;
  v_test int := (p_qualification ->> 'testTasks')::int;
  v_last qualification_attempt;
  v_running qualification_attempt;
  v_count record;
  v_step jsonb;
BEGIN
  SELECT * INTO v_last FROM qualification_attempt
  WHERE project_id = v_project AND rater_id = p_rater.id AND finished_at IS NOT NULL ORDER BY attempt DESC LIMIT 1;
  SELECT * INTO v_running FROM qualification_attempt
  WHERE project_id = v_project AND rater_id = p_rater.id AND finished_at IS NULL ORDER BY attempt DESC LIMIT 1;
  v_step := jsonb_build_object('state', 'rating', 'kind', 'rating', 'done', 0, 'total', NULL,
    'attemptsLeft', CASE WHEN v_test > 0 THEN
      greatest(coalesce((p_qualification ->> 'attempts')::int, 2) - coalesce(v_running.attempt, v_last.attempt, 0), 0) END,
    'lastAttempt', CASE WHEN v_last.attempt IS NOT NULL THEN jsonb_build_object(
      'holds', v_last.holds_right / nullif(v_last.holds_count, 0),
      'holdsNot', (v_last.right_count - v_last.holds_right) / nullif(v_last.answer_count - v_last.holds_count, 0),
      'passMark', (p_qualification ->> 'passMark')::float, 'hasPassed', v_last.has_passed) END);
  IF p_rater.disqualified_at IS NOT NULL THEN RETURN v_step || '{"state": "disqualified", "kind": "test"}'; END IF;
  IF p_rater.qualified_at IS NOT NULL THEN RETURN v_step; END IF;

  IF v_training > 0 AND v_last.attempt IS NULL AND v_running.attempt IS NULL THEN
    v_count := count_control_tasks(v_project, p_rater.id, 'training', NULL);
    IF v_count.done < v_training AND v_count.held + v_count.untouched > 0 THEN
      RETURN v_step || jsonb_build_object('kind', 'training', 'done', v_count.done,
        'total', least(v_training, v_count.done + v_count.held + v_count.untouched));
    END IF;
  END IF;
  IF v_test > 0 THEN
    v_count := count_control_tasks(v_project, p_rater.id, 'test', v_running.started_at);
    IF v_running.attempt IS NOT NULL THEN
      RETURN v_step || jsonb_build_object('kind', 'test', 'done', v_count.done,
        'total', least(v_test, v_count.done + v_count.held + v_count.untouched));
    END IF;
    IF (v_step ->> 'attemptsLeft')::int > 0 AND v_count.untouched > 0 THEN
      -- Each attempt needs tasks of its own, so there may be fewer attempts than allowed.
      RETURN v_step || jsonb_build_object('state', 'test-ready', 'kind', 'test', 'total', least(v_test, v_count.untouched),
        'attemptsLeft', least((v_step ->> 'attemptsLeft')::int, ceil(v_count.untouched::numeric / v_test)::int));
    END IF;
    IF (v_step ->> 'attemptsLeft')::int > 0 AND NOT EXISTS (
      SELECT FROM task WHERE project_id = v_project AND kind = 'test' AND quota IS NULL AND is_launched
    ) THEN
      RETURN v_step || '{"state": "no-test", "kind": "test"}';
    END IF;
    -- Test tasks are not repeated, so a rater who has used them all up cannot be tested again.
    IF v_last.attempt IS NOT NULL OR v_count.done > 0 THEN RETURN v_step || '{"state": "disqualified", "kind": "test", "attemptsLeft": 0}'; END IF;
  END IF;
  RETURN v_step;
END $$;
