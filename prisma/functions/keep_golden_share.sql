-- How the golden share is kept, for each rater alone: the rater's tasks are divided into stretches of 1/share tasks, and one
-- gold question is due at a place in each that follows from the rater's own seed, which no response contains. So many are
-- due in any 50 tasks as the share says, or one more or less. Called when a free rating task about an image
-- (p_next_image) was found, after p_tasks tasks of which p_golden were gold questions; returns a gold question with its row
-- locked that is to come before it, or null. The pages of one picture stay together: none comes between two of an ordinary
-- image, and those of a golden image follow at once. is_missed: one was due and this rater has had all that suit.
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
