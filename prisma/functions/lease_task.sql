-- Leases one task to a rater; the caller must have locked the task's row and checked that it is free. The order of the
-- candidates and the condition of every running experiment, except those on pages, follow from the seed. A rater who
-- gets a task again after an expired lease sees the old order under the old conditions, with names in the current
-- language. Training and test tasks take no part in experiments (p_has_conditions is false).
CREATE OR REPLACE FUNCTION lease_task(p_project int, p_rater int, p_task int, p_lease interval, p_seed int, p_has_conditions boolean)
RETURNS int LANGUAGE plpgsql AS $$
DECLARE v_assignment int; v_is_new boolean; v_language text; v_experiment record; v_condition jsonb; v_conditions jsonb; v_order text;
BEGIN
  IF p_has_conditions THEN
    FOR v_experiment IN
      SELECT id, factor, conditions FROM experiment
      WHERE project_id = p_project AND state = 'running' AND factor::text <> 'tapping' ORDER BY id
    LOOP
      v_condition := v_experiment.conditions ->
        floor(random_from_seed(p_seed, 'experiment ' || v_experiment.id) * jsonb_array_length(v_experiment.conditions))::int;
      -- The launch decided whether the task is asked image first or class first.
      IF v_experiment.factor::text = 'mode' THEN v_condition := '"image"'; END IF;
      v_conditions := coalesce(v_conditions, '{}') || jsonb_build_object(v_experiment.id::text, v_condition);
      IF v_experiment.factor = 'order' THEN v_order := v_condition #>> '{}'; END IF;
    END LOOP;
  END IF;
  -- The clock, not the start of the transaction: a rater's calls run one after the other, so this gives their order.
  INSERT INTO assignment (project_id, task_id, rater_id, state, leased_at, lease_expires_at, order_seed, conditions)
  VALUES (p_project, p_task, p_rater, 'leased', clock_timestamp(), now() + p_lease, p_seed, v_conditions)
  ON CONFLICT (project_id, task_id, rater_id) DO UPDATE
    SET state = 'leased', leased_at = clock_timestamp(), lease_expires_at = now() + p_lease
    WHERE assignment.state = 'expired'
  RETURNING id, xmax = 0, (SELECT r.language FROM rater r WHERE r.project_id = p_project AND r.id = p_rater)
  INTO v_assignment, v_is_new, v_language;
  -- Fast path: nearly always this is a first assignment, in the project's own language.
  IF v_is_new AND v_language IS NULL AND coalesce(v_order, 'random') = 'random' THEN
    INSERT INTO shown_candidate (project_id, assignment_id, candidate_id, rater_id, image_id, position)
    SELECT p_project, v_assignment, tc.candidate_id, p_rater, t.image_id,
      row_number() OVER (ORDER BY md5(p_seed || ':' || tc.candidate_id)) - 1
    FROM task_candidate tc JOIN task t ON t.project_id = tc.project_id AND t.id = tc.task_id
    WHERE tc.project_id = p_project AND tc.task_id = p_task;
    RETURN v_assignment;
  END IF;
  INSERT INTO shown_candidate (project_id, assignment_id, candidate_id, rater_id, image_id, language, position)
  SELECT p_project, v_assignment, tc.candidate_id, p_rater, t.image_id, name_language(p_project, p_rater, tc.candidate_id), row_number() OVER (ORDER BY
    CASE v_order WHEN 'likely-first' THEN (
      SELECT -count(*) FROM candidate_model m WHERE m.project_id = p_project AND m.candidate_id = tc.candidate_id
    ) END,
    CASE v_order WHEN 'by-name' THEN (
      SELECT lower(coalesce(tr.name, cl.name)) FROM candidate c
      JOIN class cl ON cl.project_id = c.project_id AND cl.id = c.class_id
      LEFT JOIN class_translation tr ON tr.project_id = c.project_id AND tr.class_id = c.class_id
        AND tr.language = name_language(p_project, p_rater, c.id)
      WHERE c.project_id = p_project AND c.id = tc.candidate_id
    ) END,
    md5(p_seed || ':' || tc.candidate_id)) - 1
  FROM task_candidate tc JOIN task t ON t.project_id = tc.project_id AND t.id = tc.task_id
  WHERE tc.project_id = p_project AND tc.task_id = p_task
  ON CONFLICT (project_id, assignment_id, candidate_id, rater_id, image_id) DO UPDATE SET language = excluded.language;
  RETURN v_assignment;
END $$;
