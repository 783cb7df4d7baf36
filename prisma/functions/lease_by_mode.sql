-- Leases up to p_count tasks if class-first tasks are open: pages of these or, if image-first tasks are open too, runs
-- of either kind. A run is five pages of one class, or twenty image-first tasks; the next kind is drawn by the share in
-- the newest open batch with a plan. If one kind has nothing left for a rater, the rater continues with the other. A
-- rater holds at most four pages at once.
CREATE OR REPLACE FUNCTION lease_by_mode(
  p_project project, p_cursor rater_cursor, p_seed int, p_count int, OUT taken int[], OUT is_looking boolean
) LANGUAGE plpgsql AS $$
DECLARE
  v_grid grid_cursor;
  v_cursor rater_cursor := p_cursor;
  v_found record;
  v_share float;
  v_seed int := p_seed;
  v_pages int;
  v_wanted int;
  v_is_image_over boolean := false;
  v_is_class_over boolean := false;
  v_is_image_first boolean;
BEGIN
  taken := '{}';
  is_looking := false;
  INSERT INTO grid_cursor (project_id, rater_id, seed) VALUES (p_project.id, p_cursor.rater_id, p_seed) ON CONFLICT DO NOTHING;
  SELECT count(DISTINCT page_id) INTO v_pages FROM assignment
  WHERE project_id = p_project.id AND rater_id = p_cursor.rater_id AND state = 'leased' AND page_id IS NOT NULL;
  PERFORM FROM task WHERE project_id = p_project.id AND is_open AND class_id IS NULL LIMIT 1;
  v_is_image_over := NOT FOUND;
  WHILE cardinality(taken) < p_count AND NOT (v_is_image_over AND v_is_class_over) LOOP
    SELECT * INTO v_grid FROM grid_cursor WHERE project_id = p_project.id AND rater_id = p_cursor.rater_id FOR UPDATE;
    IF v_grid.tasks_left <= 0 AND NOT v_is_image_over AND NOT v_is_class_over THEN
      v_share := coalesce((
        SELECT (plan #>> '{settings,classShare}')::float FROM batch
        WHERE project_id = p_project.id AND state = 'open' AND plan #>> '{settings,classShare}' IS NOT NULL ORDER BY launched_at DESC LIMIT 1
      ), 0.5);
      v_is_image_first := random_from_seed(v_seed, 'mode') >= v_share;
      UPDATE grid_cursor SET is_image_first = v_is_image_first, tasks_left = CASE WHEN v_is_image_first THEN 20 ELSE 5 END, class_pages = 5
      WHERE project_id = p_project.id AND rater_id = p_cursor.rater_id RETURNING * INTO v_grid;
    END IF;
    IF NOT v_is_image_over AND (v_is_class_over OR v_grid.is_image_first) THEN
      v_wanted := p_count - cardinality(taken);
      IF v_grid.tasks_left > 0 THEN v_wanted := least(v_wanted, v_grid.tasks_left); END IF;
      SELECT f.taken, f.is_looking INTO v_found FROM lease_rating_tasks(p_project, v_cursor, v_seed, v_wanted) f;
      taken := taken || v_found.taken;
      UPDATE grid_cursor SET tasks_left = tasks_left - cardinality(v_found.taken)
      WHERE project_id = p_project.id AND rater_id = p_cursor.rater_id;
      IF cardinality(v_found.taken) < v_wanted THEN
        v_is_image_over := true;
        is_looking := is_looking OR v_found.is_looking;
      END IF;
      SELECT * INTO v_cursor FROM rater_cursor WHERE project_id = p_project.id AND rater_id = p_cursor.rater_id;
    ELSE
      IF v_pages >= 4 THEN
        is_looking := false;
        EXIT;
      END IF;
      SELECT f.page, f.is_looking INTO v_found FROM lease_grid_page(p_project, p_cursor.rater_id, v_seed) f;
      IF v_found.page IS NULL THEN
        v_is_class_over := true;
        is_looking := is_looking OR v_found.is_looking;
      ELSE
        taken := taken || v_found.page;
        v_pages := v_pages + 1;
        UPDATE grid_cursor SET tasks_left = tasks_left - 1 WHERE project_id = p_project.id AND rater_id = p_cursor.rater_id;
      END IF;
    END IF;
    v_seed := floor(random_from_seed(p_seed, 'turn ' || cardinality(taken) || v_is_image_over || v_is_class_over) * 2147483647);
  END LOOP;
  IF taken <> '{}' THEN is_looking := false; END IF;
END $$;
