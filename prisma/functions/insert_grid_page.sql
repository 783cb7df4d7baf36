-- Writes a page: its row, an assignment for each of the tasks, whose rows the caller has locked, and the candidates
-- shown at each position, which follows from the seed. A task whose lease by this rater has expired joins the new page
-- under the page's conditions. In an experiment, what a tap means follows from the rater's own seed and the class, so
-- that it is the same on all of a rater's pages of a class.
CREATE OR REPLACE FUNCTION insert_grid_page(p_project project, p_rater int, p_class int, p_tasks int[], p_seed int) RETURNS int LANGUAGE plpgsql AS $$
DECLARE v_page int := nextval('assignment_id_seq'); v_at timestamptz := clock_timestamp(); v_conditions jsonb;
BEGIN
  INSERT INTO grid_page (project_id, id, rater_id, class_id, size, seed, leased_at)
  VALUES (p_project.id, v_page, p_rater, p_class, cardinality(p_tasks), p_seed, v_at);
  SELECT jsonb_object_agg(e.id::text, CASE e.factor::text WHEN 'mode' THEN '"class"'::jsonb ELSE e.conditions ->
    floor(random_from_seed(g.seed, 'experiment ' || e.id || ' class ' || p_class) * jsonb_array_length(e.conditions))::int END) INTO v_conditions
  FROM experiment e JOIN grid_cursor g ON g.project_id = e.project_id AND g.rater_id = p_rater
  WHERE e.project_id = p_project.id AND e.state = 'running' AND e.factor::text IN ('mode', 'tapping');
  INSERT INTO assignment (project_id, task_id, rater_id, state, leased_at, lease_expires_at, order_seed, conditions, page_id)
  SELECT p_project.id, t.id, p_rater, 'leased', v_at, now() + make_interval(secs => p_project.lease_seconds), p_seed, v_conditions, v_page
  FROM unnest(p_tasks) t (id) ORDER BY t.id
  ON CONFLICT (project_id, task_id, rater_id) DO UPDATE
    SET state = 'leased', leased_at = excluded.leased_at, lease_expires_at = excluded.lease_expires_at, page_id = excluded.page_id,
      conditions = excluded.conditions
    WHERE assignment.state = 'expired';
  INSERT INTO shown_candidate (project_id, assignment_id, candidate_id, rater_id, image_id, language, position)
  SELECT p_project.id, a.id, tc.candidate_id, p_rater, t.image_id, name_language(p_project.id, p_rater, tc.candidate_id), row_number() OVER (ORDER BY md5(p_seed || ':' || tc.candidate_id)) - 1
  FROM assignment a
  JOIN task t ON t.project_id = a.project_id AND t.id = a.task_id
  JOIN task_candidate tc ON tc.project_id = a.project_id AND tc.task_id = a.task_id
  WHERE a.project_id = p_project.id AND a.page_id = v_page
  ON CONFLICT (project_id, assignment_id, candidate_id, rater_id, image_id) DO UPDATE
    SET position = excluded.position, language = excluded.language;
  RETURN v_page;
END $$;
