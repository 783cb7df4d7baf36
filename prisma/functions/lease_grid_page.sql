-- Leases one page of up to twelve pictures of one class to a rater, who must have a row in grid_cursor; a rater's calls
-- run one after the other. After five pages of a class, continues with the next class in the rater's order, and skips
-- classes with nothing left for this rater. keep_grid_golden_share hides golden images, unless the project hides none.
-- Positions follow from the seed. page is null if there is none; is_looking then tells the caller to ask again.
CREATE OR REPLACE FUNCTION lease_grid_page(p_project project, p_rater int, p_seed int, OUT page int, OUT is_looking boolean) LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
  v_grid grid_cursor;
  v_classes int[];
  v_class int;
  v_hides_golden boolean := coalesce((p_project.quality ->> 'goldenShare')::float, 0) > 0;
  v_golden int[];
  v_picked record;
  v_tried int := 0;
  v_is_contended boolean := false;
BEGIN
  is_looking := false;
  SELECT * INTO v_grid FROM grid_cursor WHERE project_id = p_project.id AND rater_id = p_rater FOR UPDATE;
  IF v_grid.exhausted_at_generation IS NOT DISTINCT FROM p_project.generation THEN RETURN; END IF;
  v_classes := grid_classes(p_project.id, p_rater, v_grid.seed, coalesce(v_grid.class_id, -1), v_hides_golden AND v_grid.golden_pages < v_grid.pages / 3);
  IF v_grid.class_pages < 5 AND v_grid.class_id IS NOT NULL THEN v_classes := v_grid.class_id || array_remove(v_classes, v_grid.class_id); END IF;
  FOREACH v_class IN ARRAY v_classes LOOP
    IF v_tried = 100 THEN
      is_looking := true;
      EXIT;
    END IF;
    v_tried := v_tried + 1;
    v_golden := CASE WHEN v_hides_golden THEN keep_grid_golden_share(v_grid, v_class, p_seed) ELSE '{}' END;
    v_picked := pick_grid_tasks(p_project.id, p_rater, v_class, v_golden, 12 - cardinality(v_golden), p_seed);
    v_is_contended := v_is_contended OR v_picked.is_contended OR v_picked.is_partial;
    IF v_picked.taken <> '{}' OR EXISTS (
      SELECT FROM unnest(v_golden) g (id) WHERE (SELECT t.quota IS NOT NULL FROM task t WHERE t.project_id = p_project.id AND t.id = g.id)
    ) THEN
      page := insert_grid_page(p_project, p_rater, v_class, v_picked.taken || v_golden, p_seed);
      UPDATE grid_cursor SET class_id = v_class, class_pages = CASE WHEN class_id = v_class AND class_pages < 5 THEN class_pages + 1 ELSE 1 END,
        pages = pages + 1, golden_pages = golden_pages + has_golden_that_holds(p_project.id, page)::int, empty_classes = 0, exhausted_at_generation = NULL
      WHERE project_id = p_project.id AND rater_id = p_rater;
      RETURN;
    END IF;
  END LOOP;
  -- If there are more than a hundred classes, the next call continues after these, until all have been tried.
  v_tried := v_grid.empty_classes + v_tried;
  IF is_looking AND v_tried >= cardinality(v_classes) + 100 THEN is_looking := false; END IF;
  IF v_is_contended THEN is_looking := true; END IF;
  UPDATE grid_cursor SET class_id = coalesce(v_class, class_id), class_pages = 5, empty_classes = CASE WHEN is_looking THEN v_tried ELSE 0 END,
    exhausted_at_generation = CASE WHEN NOT is_looking THEN p_project.generation END
  WHERE project_id = p_project.id AND rater_id = p_rater;
END $$;
