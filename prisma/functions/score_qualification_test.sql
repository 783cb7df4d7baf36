-- Scores the running attempt at the qualification test. Once its tasks are done or none is left, the share of correct
-- answers must reach the pass mark on labels that hold and on labels that do not, so that the same answer to everything
-- gains nothing. A "maybe" counts half, and so does every label of a skipped task, so that skipping gains nothing. An
-- attempt with labels of only one kind cannot pass; isTestPassed in lib/domain/quality/test-pass.ts decides the same.
-- At its end, qualifies the rater, or disqualifies a rater without attempts left.
CREATE OR REPLACE FUNCTION score_qualification_test(p_project int, p_rater int) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_qualification jsonb;
  v_attempt qualification_attempt;
  v_count record;
  v_task int;
  v_sum record;
  v_holds int := 0;
  v_holds_right numeric := 0;
  v_holds_not int := 0;
  v_holds_not_right numeric := 0;
  v_mark numeric;
  v_is_left boolean;
  v_has_passed boolean;
BEGIN
  SELECT * INTO v_attempt FROM qualification_attempt
  WHERE project_id = p_project AND rater_id = p_rater AND finished_at IS NULL ORDER BY attempt DESC LIMIT 1 FOR UPDATE;
  IF NOT FOUND THEN RETURN; END IF;
  SELECT nullif(quality -> 'qualification', 'null') INTO v_qualification FROM project WHERE id = p_project;
  FOR v_task IN
    SELECT t.id FROM task t WHERE t.project_id = p_project AND t.kind = 'test' AND t.quota IS NULL AND (
      SELECT a.state IN ('submitted', 'skipped') AND a.leased_at >= v_attempt.started_at FROM assignment a
      WHERE a.project_id = p_project AND a.task_id = t.id AND a.rater_id = p_rater
    )
  LOOP
    SELECT count(*) FILTER (WHERE holds) AS holds, count(*) FILTER (WHERE NOT holds) AS holds_not,
      coalesce(sum(right_part) FILTER (WHERE holds), 0) AS holds_right,
      coalesce(sum(right_part) FILTER (WHERE NOT holds), 0) AS holds_not_right
    INTO v_sum
    FROM (
      SELECT holds, CASE WHEN answer IS NULL OR answer = 1 THEN 0.5 WHEN (answer = 2) = holds THEN 1 ELSE 0 END AS right_part
      FROM (
        SELECT tc.holds, (
          SELECT g.answer FROM golden_answer g
          WHERE g.project_id = p_project AND g.candidate_id = tc.candidate_id AND g.rater_id = p_rater AND g.source = 'qualification'
        ) AS answer
        FROM task_candidate tc WHERE tc.project_id = p_project AND tc.task_id = v_task AND tc.holds IS NOT NULL
      ) given
    ) answered;
    v_holds := v_holds + v_sum.holds;
    v_holds_right := v_holds_right + v_sum.holds_right;
    v_holds_not := v_holds_not + v_sum.holds_not;
    v_holds_not_right := v_holds_not_right + v_sum.holds_not_right;
  END LOOP;
  UPDATE qualification_attempt SET answer_count = v_holds + v_holds_not, right_count = v_holds_right + v_holds_not_right,
    holds_count = v_holds, holds_right = v_holds_right
  WHERE project_id = p_project AND rater_id = p_rater AND attempt = v_attempt.attempt;
  IF v_qualification IS NULL THEN RETURN; END IF;

  v_count := count_control_tasks(p_project, p_rater, 'test', v_attempt.started_at);
  IF v_count.held > 0 THEN RETURN; END IF;
  v_is_left := v_count.untouched > 0;
  IF v_count.done < (v_qualification ->> 'testTasks')::int AND v_is_left THEN RETURN; END IF;
  -- An attempt whose tasks are all gone because experts changed the truth says nothing, so it does not count.
  IF v_holds + v_holds_not = 0 THEN
    DELETE FROM qualification_attempt WHERE project_id = p_project AND rater_id = p_rater AND attempt = v_attempt.attempt;
    RETURN;
  END IF;
  v_mark := (v_qualification ->> 'passMark')::numeric;
  v_has_passed := v_holds > 0 AND v_holds_not > 0
    AND v_holds_right >= v_mark * v_holds AND v_holds_not_right >= v_mark * v_holds_not;
  UPDATE qualification_attempt SET finished_at = now(), has_passed = v_has_passed
  WHERE project_id = p_project AND rater_id = p_rater AND attempt = v_attempt.attempt;
  IF v_has_passed THEN
    UPDATE rater SET qualified_at = now() WHERE project_id = p_project AND id = p_rater;
  ELSIF v_attempt.attempt >= coalesce((v_qualification ->> 'attempts')::int, 2) OR NOT v_is_left THEN
    UPDATE rater SET disqualified_at = now() WHERE project_id = p_project AND id = p_rater;
  END IF;
END $$;
