-- Locks a rater's cursor, so that a rater's calls run one after the other, and reads in the same query what every call
-- needs: the project (whose generation includes announcements), the rater, and whether a class-first task is open. A
-- rater's first call creates the cursor.
CREATE OR REPLACE FUNCTION lock_rater(
  p_project int, p_rater int, p_seed int, OUT cursor rater_cursor, OUT project project, OUT rater rater, OUT has_pages boolean
) LANGUAGE plpgsql AS $$
DECLARE v_row record;
BEGIN
  FOR v_attempt IN 1 .. 2 LOOP
    SELECT c AS cursor, p AS project, r AS rater, task_generation(p) AS generation, (
      SELECT true FROM task t WHERE t.project_id = p_project AND t.is_open AND t.class_id IS NOT NULL LIMIT 1
    ) AS has_pages INTO v_row
    FROM rater_cursor c JOIN project p ON p.id = c.project_id JOIN rater r ON r.project_id = c.project_id AND r.id = c.rater_id
    WHERE c.project_id = p_project AND c.rater_id = p_rater FOR UPDATE OF c;
    IF FOUND THEN
      cursor := v_row.cursor;
      project := v_row.project;
      project.generation := v_row.generation;
      rater := v_row.rater;
      has_pages := coalesce(v_row.has_pages, false);
      RETURN;
    END IF;
    INSERT INTO rater_cursor (project_id, rater_id, order_seed, returned_order)
    SELECT p_project, p_rater, floor(random_from_seed(p_seed, 'rater') * 2147483647)::int,
      coalesce((SELECT max(returned_order) FROM task WHERE project_id = p_project AND is_open), 0)
    FROM rater r WHERE r.project_id = p_project AND r.id = p_rater
    ON CONFLICT DO NOTHING;
  END LOOP;
END $$;
