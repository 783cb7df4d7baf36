-- Picks and locks a task about a golden candidate of a class that holds, or does not, for one page of a rater. If a
-- class-first task still asks raters about the candidate, returns that task, whose answer is also a vote; otherwise a
-- gold question. Null if the class has none that is informative about this rater.
CREATE OR REPLACE FUNCTION draw_grid_golden(p_project int, p_rater int, p_class int, p_holds boolean, p_seed int) RETURNS int LANGUAGE plpgsql AS $$
DECLARE v_golden record; v_open int;
BEGIN
  FOR v_golden IN
    SELECT t.id, tc.candidate_id FROM task t
    JOIN task_candidate tc ON tc.project_id = t.project_id AND tc.task_id = t.id AND tc.holds = p_holds
    WHERE t.project_id = p_project AND t.kind = 'golden' AND t.quota IS NULL AND t.is_launched AND t.class_id = p_class
    ORDER BY md5(p_seed || ':' || t.id) LIMIT 50
  LOOP
    SELECT o.id INTO v_open FROM task_candidate x JOIN task o ON o.project_id = x.project_id AND o.id = x.task_id
    WHERE x.project_id = p_project AND x.candidate_id = v_golden.candidate_id AND o.is_open AND o.class_id = p_class LIMIT 1;
    IF v_open IS NOT NULL AND take_grid_task(p_project, p_rater, v_open) THEN RETURN v_open; END IF;
    CONTINUE WHEN (
      SELECT true FROM assignment a WHERE a.project_id = p_project AND a.task_id = v_golden.id AND a.rater_id = p_rater
    ) OR is_control_task_unsuitable(p_project, p_rater, v_golden.id, 'golden');
    IF take_grid_task(p_project, p_rater, v_golden.id) THEN RETURN v_golden.id; END IF;
  END LOOP;
  RETURN NULL;
END $$;
