-- How the golden share is kept: before each rating task, a number from 0 up to 1 is drawn from the seed, and when it is
-- below the project's golden share, the rater is given a golden task first. Returns that task with its row locked, or null
-- when none is due or none suits this rater.
CREATE OR REPLACE FUNCTION draw_golden_task(p_project int, p_rater int, p_share float, p_seed int) RETURNS int LANGUAGE plpgsql AS $$
BEGIN
  IF random_from_seed(p_seed, 'golden') >= p_share THEN RETURN NULL; END IF;
  RETURN (find_check_task(p_project, p_rater, 'golden', p_seed, true)).task_id;
END $$;
