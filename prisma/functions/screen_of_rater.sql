-- Returns the rating screen for the rows that lock_rater has locked and read: what lease_to_rater leases, with the
-- content of the held tasks that the browser does not have yet (p_have lists those it has; a reopened task is always
-- included, because the browser may have it as it was before), how many tasks the rater has submitted, the assignment
-- that Undo would reopen (p_undo), the language of the names, and the result of the call (p_outcome, p_kind). Records
-- what the requesting browser (p_holder) now holds, for release_leases. Builds the result in one step, because every
-- further step copies the whole jsonb.
CREATE OR REPLACE FUNCTION screen_of_rater(
  p_cursor rater_cursor, p_project project, p_rater rater, p_has_pages boolean, p_seed int, p_ahead int, p_have int[], p_holder int,
  p_undo int, p_outcome text DEFAULT NULL, p_kind task_kind DEFAULT NULL
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_lease record := lease_to_rater(p_cursor, p_project, p_rater, p_has_pages, p_seed, p_ahead);
  v_held int[] := v_lease.held;
  v_step jsonb := v_lease.step;
  v_undo int := p_undo;
  v_id int;
  v_task jsonb;
  v_ahead jsonb[] := '{}';
  v_training record;
BEGIN
  IF p_holder IS NOT NULL THEN
    UPDATE lease_holder SET held = v_held, seen_at = now()
    WHERE project_id = p_project.id AND rater_id = p_rater.id AND holder = p_holder;
    IF NOT FOUND THEN PERFORM note_lease_holder(p_project.id, p_rater.id, p_holder, v_held); END IF;
  END IF;
  IF v_lease.state = 'rating' THEN
    FOREACH v_id IN ARRAY v_held[2:] LOOP
      IF v_id <> ALL (p_have) THEN v_ahead := v_ahead || task_shown_to_rater(p_project.id, v_id); END IF;
    END LOOP;
    IF v_held[1] <> ALL (p_have) OR v_lease.has_reopened THEN v_task := task_shown_to_rater(p_project.id, v_held[1]); END IF;
  END IF;
  -- Checked only if there is a test; any other refused Undo is offered, and the refusal gives the reason.
  IF v_lease.state = 'rater-paused' THEN
    v_undo := NULL;
  ELSIF v_step ->> 'attemptsLeft' IS NOT NULL AND undo_refusal(p_project.id, v_undo) IN ('test-over', 'disqualified') THEN
    v_undo := NULL;
  END IF;
  -- A training task that was reopened during the test is still one of the training.
  IF v_lease.has_reopened AND v_step ->> 'kind' = 'test' AND (
    SELECT (SELECT t.kind FROM task t WHERE t.project_id = p_project.id AND t.id = a.task_id)
    FROM assignment a WHERE a.project_id = p_project.id AND a.id = v_held[1]
  ) = 'training' THEN
    v_training := count_control_tasks(p_project.id, p_rater.id, 'training', NULL);
    v_step := v_step || jsonb_build_object('kind', 'training', 'done', v_training.done, 'total', v_training.done + v_training.held);
  END IF;
  IF v_step ->> 'kind' = 'rating' THEN v_step := jsonb_set(v_step, '{done}', to_jsonb(p_cursor.submitted_count)); END IF;
  RETURN jsonb_build_object(
    'outcome', p_outcome,
    'taskKind', p_kind,
    'state', v_lease.state,
    'held', v_held,
    'step', v_step,
    'settings', p_rater.settings,
    'task', v_task,
    'ahead', v_ahead,
    'submittedEver', p_cursor.submitted_count,
    'submittedToday', CASE WHEN p_cursor.day = (now() AT TIME ZONE 'UTC')::date THEN p_cursor.submitted_on_day ELSE 0 END,
    'undoAssignmentId', v_undo,
    'language', coalesce(p_rater.language, p_project.language)
  );
END $$;
