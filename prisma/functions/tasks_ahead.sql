-- Returns how many tasks a rater may hold ahead of the current one: as many as requested while the queue is long (500
-- open tasks or more). Near its end, a quarter of an equal share of the open tasks, so that no rater waits for tasks
-- that others have not started, but always at least three, as many as a slow connection needs.
CREATE OR REPLACE FUNCTION tasks_ahead(p_project int, p_ahead int) RETURNS int LANGUAGE plpgsql STABLE AS $$
DECLARE v_open int; v_raters int;
BEGIN
  IF p_ahead <= 3 THEN RETURN p_ahead; END IF;
  SELECT count(*) INTO v_open FROM (SELECT FROM task WHERE project_id = p_project AND is_open AND class_id IS NULL LIMIT 500) open_tasks;
  IF v_open = 500 THEN RETURN p_ahead; END IF;
  SELECT count(DISTINCT rater_id) INTO v_raters FROM assignment WHERE project_id = p_project AND state = 'leased';
  RETURN least(p_ahead, greatest(3, v_open / (4 * greatest(1, v_raters))));
END $$;
