-- Maintains the golden share on pages of one class: returns the gold questions for the next page, of class p_class. One
-- page in three has a golden candidate that holds, as long as the classes have any, at an unpredictable position; later
-- pages make up for classes without any. Independently, one page in three has a golden candidate that does not hold.
-- The project's share only decides whether there are any, because twelve pictures allow less choice than single tasks.
CREATE OR REPLACE FUNCTION keep_grid_golden_share(p_grid grid_cursor, p_class int, p_seed int) RETURNS int[] LANGUAGE plpgsql AS $$
DECLARE
  v_third int := p_grid.pages / 3;
  v_golden int[] := '{}';
BEGIN
  IF p_grid.golden_pages < v_third + (p_grid.pages % 3 >= floor(random_from_seed(p_grid.seed, 'golden ' || v_third) * 3))::int THEN
    v_golden := v_golden || draw_grid_golden(p_grid.project_id, p_grid.rater_id, p_class, true, p_seed);
  END IF;
  IF random_from_seed(p_seed, 'not golden') < 1.0 / 3 THEN
    v_golden := v_golden || draw_grid_golden(p_grid.project_id, p_grid.rater_id, p_class, false, p_seed);
  END IF;
  RETURN array_remove(v_golden, NULL);
END $$;
