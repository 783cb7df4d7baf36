-- Maintains the golden share for each rater separately: divides the rater's tasks into stretches of 1/share tasks, with
-- one gold question due in each, at a position that follows from the rater's own seed, which no response contains. In
-- any 50 tasks the number due matches the share, give or take one. Called when a free rating task about an image
-- (p_next_image) was found, after p_tasks tasks of which p_golden were gold questions. Returns a gold question to come
-- before that task, with its row locked, or null. The tasks of one picture stay together: no gold question comes
-- between those of an ordinary image, and those of a golden image follow each other. is_missed: a gold question was
-- due, but the rater has had all suitable ones.
CREATE OR REPLACE FUNCTION keep_golden_share(
  p_cursor rater_cursor, p_share float, p_tasks int, p_golden int, p_next_image int, OUT task_id int, OUT is_missed boolean
) LANGUAGE plpgsql AS $$
DECLARE
  v_last task;
  v_turn float := p_share * (p_tasks + 1);
  v_whole int := floor(v_turn);
  v_due int;
  v_found record;
BEGIN
  is_missed := false;
  SELECT * INTO v_last FROM task WHERE project_id = p_cursor.project_id AND id = p_cursor.last_task_id;
  IF v_last.kind = 'rating' AND v_last.image_id = p_next_image THEN RETURN; END IF;
  IF v_last.kind = 'golden' THEN
    v_found := find_control_task(p_cursor.project_id, p_cursor.rater_id, 'golden', p_cursor.order_seed, true, v_last.image_id);
    task_id := v_found.task_id;
    IF task_id IS NOT NULL THEN RETURN; END IF;
  END IF;
  v_due := v_whole + (random_from_seed(p_cursor.order_seed, 'golden ' || v_whole) < v_turn - v_whole)::int;
  IF p_golden + p_cursor.golden_missed >= v_due THEN RETURN; END IF;
  v_found := find_control_task(p_cursor.project_id, p_cursor.rater_id, 'golden',
    floor(random_from_seed(p_cursor.order_seed, 'which ' || v_due) * 2147483647)::int, true);
  task_id := v_found.task_id;
  is_missed := task_id IS NULL AND NOT v_found.is_contended;
END $$;
