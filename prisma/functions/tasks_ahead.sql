-- How many tasks a rater may hold ahead of the current one: as many as asked for while the queue is long; towards its end a
-- quarter of an equal part of the open tasks, so that no rater waits for tasks that others have not begun, but three in any
-- case, as many as a slow line needs. Five hundred open tasks count as a long queue.
CREATE OR REPLACE FUNCTION tasks_ahead(p_project int, p_ahead int) RETURNS int LANGUAGE plpgsql STABLE AS $$
DECLARE v_open int; v_raters int;
BEGIN
  IF p_ahead <= 3 THEN RETURN p_ahead; END IF;
  SELECT count(*) INTO v_open FROM (SELECT FROM task WHERE project_id = p_project AND is_open AND class_id IS NULL LIMIT 500) open_tasks;
  IF v_open = 500 THEN RETURN p_ahead; END IF;
  SELECT count(DISTINCT rater_id) INTO v_raters FROM assignment WHERE project_id = p_project AND state = 'leased';
  RETURN least(p_ahead, greatest(3, v_open / (4 * greatest(1, v_raters))));
END $$;
