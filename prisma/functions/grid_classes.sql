-- Returns the classes with open class-first tasks in the rater's own order, which follows from the seed: first those
-- after p_after, then the others up to and including p_after. With p_prefers_golden, classes come first that have a
-- golden candidate that holds and about which this rater was not asked.
CREATE OR REPLACE FUNCTION grid_classes(p_project int, p_rater int, p_seed int, p_after int, p_prefers_golden boolean) RETURNS int[] LANGUAGE plpgsql
SET enable_seqscan = off AS $$
DECLARE v_class int; v_open int[] := '{}'; v_golden int[] := '{}'; v_after text := md5(p_seed || ':' || p_after);
BEGIN
  -- One index lookup per class, however many tasks it has.
  LOOP
    SELECT class_id INTO v_class FROM task
    WHERE project_id = p_project AND is_open AND class_id IS NOT NULL AND class_id > coalesce(v_class, -1)
    ORDER BY class_id LIMIT 1;
    EXIT WHEN NOT FOUND;
    v_open := v_open || v_class;
  END LOOP;
  IF p_prefers_golden THEN
    v_golden := ARRAY(
      SELECT DISTINCT t.class_id FROM task t
      WHERE t.project_id = p_project AND t.kind = 'golden' AND t.quota IS NULL AND t.is_launched AND t.class_id IS NOT NULL
        AND EXISTS (SELECT FROM task_candidate tc WHERE tc.project_id = t.project_id AND tc.task_id = t.id AND tc.holds)
        AND (SELECT true FROM assignment a WHERE a.project_id = t.project_id AND a.task_id = t.id AND a.rater_id = p_rater) IS NULL
        AND NOT is_candidate_already_asked(p_project, p_rater, t.id)
    );
  END IF;
  RETURN ARRAY(
    SELECT c.id FROM unnest(v_open) c (id)
    ORDER BY c.id <> ALL (v_golden), md5(p_seed || ':' || c.id) <= v_after, md5(p_seed || ':' || c.id)
  );
END $$;
