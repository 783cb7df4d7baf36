-- What the rating screen shows: the answer of lease_next_tasks with the content of the first task held, the content of the
-- others that the browser does not have yet (p_have names those it has), how many tasks the rater has submitted, which assignment
-- Undo would reopen, and the language of the names. The browser that asks (p_holder) is noted with what it holds from now on, for release_leases.
CREATE OR REPLACE FUNCTION rating_screen(
  p_project int, p_rater int, p_seed int, p_ahead int DEFAULT 0, p_have int[] DEFAULT '{}', p_holder int DEFAULT NULL
) RETURNS jsonb LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
  v_lease jsonb := lease_next_tasks(p_project, p_rater, p_seed, p_ahead);
  v_held jsonb := v_lease -> 'held';
  v_counts record;
  v_id int;
  v_task jsonb;
  v_ahead jsonb := '[]';
BEGIN
  IF p_holder IS NOT NULL THEN
    PERFORM note_lease_holder(p_project, p_rater, p_holder, ARRAY(SELECT jsonb_array_elements_text(v_held)::int));
  END IF;
  SELECT r.submitted_count, CASE WHEN r.day = (now() AT TIME ZONE 'UTC')::date THEN r.submitted_on_day ELSE 0 END AS today, (
      SELECT coalesce(a.page_id, a.id) FROM assignment a
      WHERE a.project_id = p_project AND a.rater_id = p_rater AND a.submitted_order > r.submitted_count - undo_reach() AND a.state = 'submitted'
      ORDER BY a.submitted_order DESC LIMIT 1
    ) AS undo_id
  INTO v_counts FROM rater_cursor r WHERE r.project_id = p_project AND r.rater_id = p_rater;
  IF v_lease ->> 'state' = 'rating' THEN
    FOR v_place IN 1 .. jsonb_array_length(v_held) - 1 LOOP
      v_id := (v_held ->> v_place)::int;
      IF v_id <> ALL (p_have) THEN v_ahead := v_ahead || task_shown_to_rater(p_project, v_id); END IF;
    END LOOP;
    v_task := task_shown_to_rater(p_project, (v_held ->> 0)::int);
  END IF;
  -- Asked only where there is a test; any other Undo that is refused is offered, and the refusal says why.
  IF v_lease ->> 'state' = 'rater-paused'
    OR v_lease -> 'step' ->> 'attemptsLeft' IS NOT NULL AND undo_refusal(p_project, v_counts.undo_id) = 'test-over' THEN
    v_counts.undo_id := NULL;
  END IF;
  IF v_lease -> 'step' ->> 'kind' = 'rating' THEN
    v_lease := jsonb_set(v_lease, '{step,done}', to_jsonb(v_counts.submitted_count));
  END IF;
  RETURN v_lease || jsonb_build_object(
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
