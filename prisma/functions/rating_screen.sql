-- What the rating screen shows: the answer of lease_next_tasks with the content of the tasks held that the browser does not have
-- yet (p_have names those it has; a reopened task, which it may have as it was before, comes in any case), how many tasks the
-- rater has submitted, which assignment Undo would reopen, and the language of the names. The browser that asks (p_holder) is
-- noted with what it holds from now on, for release_leases. A session keeps one plan of each query below this function, whatever
-- the values: else statistics decide call by call whether a query is planned anew, which takes longer than to run it. Joins
-- keep the order in which they are written.
CREATE OR REPLACE FUNCTION rating_screen(
  p_project int, p_rater int, p_seed int, p_ahead int DEFAULT 0, p_have int[] DEFAULT '{}', p_holder int DEFAULT NULL
) RETURNS jsonb LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET plan_cache_mode = force_generic_plan
SET join_collapse_limit = 1 AS $$
DECLARE
  v_lease jsonb := lease_next_tasks(p_project, p_rater, p_seed, p_ahead);
  -- Read by a cast, which costs no query.
  v_held int[] := translate(v_lease ->> 'held', '[]', '{}')::int[];
  v_counts record;
  v_id int;
  v_task jsonb;
  v_ahead jsonb := '[]';
BEGIN
  IF p_holder IS NOT NULL THEN
    PERFORM note_lease_holder(p_project, p_rater, p_holder, v_held);
  END IF;
  SELECT r.submitted_count, CASE WHEN r.day = (now() AT TIME ZONE 'UTC')::date THEN r.submitted_on_day ELSE 0 END AS today, (
      SELECT coalesce(a.page_id, a.id) FROM assignment a
      WHERE a.project_id = p_project AND a.rater_id = p_rater AND a.submitted_order > r.submitted_count - undo_reach() AND a.state = 'submitted'
      ORDER BY a.submitted_order DESC LIMIT 1
    ) AS undo_id
  INTO v_counts FROM rater_cursor r WHERE r.project_id = p_project AND r.rater_id = p_rater;
  IF v_lease ->> 'state' = 'rating' THEN
    FOREACH v_id IN ARRAY v_held[2:] LOOP
      IF v_id <> ALL (p_have) THEN v_ahead := v_ahead || task_shown_to_rater(p_project, v_id); END IF;
    END LOOP;
    IF v_held[1] <> ALL (p_have) OR (v_lease ->> 'hasReopened')::boolean THEN v_task := task_shown_to_rater(p_project, v_held[1]); END IF;
  END IF;
  -- Asked only where there is a test; any other Undo that is refused is offered, and the refusal says why.
  IF v_lease ->> 'state' = 'rater-paused'
    OR v_lease -> 'step' ->> 'attemptsLeft' IS NOT NULL AND undo_refusal(p_project, v_counts.undo_id) = 'test-over' THEN
    v_counts.undo_id := NULL;
  END IF;
  IF v_lease -> 'step' ->> 'kind' = 'rating' THEN
    v_lease := jsonb_set(v_lease, '{step,done}', to_jsonb(v_counts.submitted_count));
  END IF;
  RETURN v_lease - 'hasReopened' || jsonb_build_object(
    'task', v_task,
    'ahead', v_ahead,
    'submittedEver', v_counts.submitted_count,
    'submittedToday', v_counts.today,
    'undoAssignmentId', v_counts.undo_id,
    'language', (
      SELECT coalesce(r.language, p.language) FROM rater r JOIN project p ON p.id = r.project_id
      WHERE r.project_id = p_project AND r.id = p_rater
    )
  );
END $$;
