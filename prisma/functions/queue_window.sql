-- Returns the next open image-first tasks after the rater's cursor in the rater's own order (queue_key), and whether
-- the rater has or had each of them: at most p_limit, and fewer only at the end of the queue. A launch numbers the
-- groups of a position from 0, so groups are sorted by their numbers alone, and only the tasks of groups that fill the
-- window are read. Positions with one group, such as those of import order, are read like a list. The plan is kept
-- (rating_screen), because planning takes four times as long as reading.
CREATE OR REPLACE FUNCTION queue_window(p_cursor rater_cursor, p_limit int)
RETURNS TABLE (task_id int, image_id int, queue_position bigint, queue_key bigint, is_mine boolean) LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_from bigint := p_cursor.queue_position;
  v_key bigint := p_cursor.queue_key;
  v_task int := p_cursor.queue_task_id;
  v_left int := p_limit;
  v_position bigint;
  v_last_group int;
  v_last bigint;
  v_found int;
BEGIN
  WHILE v_left > 0 LOOP
    SELECT t.queue_position, t.queue_group INTO v_position, v_last_group FROM task t
    WHERE t.project_id = p_cursor.project_id AND t.is_open AND t.class_id IS NULL AND t.queue_position >= v_from
    ORDER BY t.queue_position, t.queue_group DESC LIMIT 1;
    EXIT WHEN NOT FOUND;
    IF v_position > v_from THEN
      v_key := -9223372036854775808;
      v_task := -1;
    END IF;
    v_last := v_position;
    IF v_last_group = 0 THEN
      SELECT t.queue_position INTO v_last FROM task t
      WHERE t.project_id = p_cursor.project_id AND t.is_open AND t.class_id IS NULL AND t.queue_position >= v_position
      ORDER BY t.queue_position OFFSET v_left LIMIT 1;
    END IF;
    RETURN QUERY
    -- A scalar subquery is one index lookup per row; EXISTS would be planned as a hash of all of this rater's
    -- assignments.
    SELECT w.*, (
      SELECT a.state <> 'expired' FROM assignment a
      WHERE a.project_id = p_cursor.project_id AND a.task_id = w.id AND a.rater_id = p_cursor.rater_id
    ) IS TRUE
    FROM (
      (
        SELECT k.* FROM (
          SELECT t.id, t.image_id, t.queue_position AS position, queue_key(p_cursor.order_seed, t.queue_group, t.image_id) AS key
          FROM task t
          WHERE t.project_id = p_cursor.project_id AND t.is_open AND t.class_id IS NULL
            AND t.queue_position >= v_position AND t.queue_position <= coalesce(v_last, 9223372036854775807)
        ) k
        WHERE v_last_group = 0 AND (k.position > v_position OR (k.key, k.id) > (v_key, v_task))
        ORDER BY k.position, k.key, k.id LIMIT v_left
      ) UNION ALL (
        -- The key of a group is the upper half of its images' keys. Sorted groups are read until the window is full.
        SELECT k.id, k.image_id, v_position, k.key
        FROM (
          SELECT g.number, queue_key(p_cursor.order_seed, g.number, 0) >> 32 AS key FROM generate_series(0, v_last_group) AS g (number)
          ORDER BY key OFFSET 0
        ) g CROSS JOIN LATERAL (
          SELECT t.id, t.image_id, queue_key(p_cursor.order_seed, t.queue_group, t.image_id) AS key FROM task t
          WHERE t.project_id = p_cursor.project_id AND t.is_open AND t.class_id IS NULL
            AND t.queue_position = v_position AND t.queue_group = g.number
          OFFSET 0
        ) k
        WHERE v_last_group > 0 AND g.key >= v_key >> 32 AND (k.key, k.id) > (v_key, v_task)
        ORDER BY g.key, k.key, k.id LIMIT v_left
      )
    ) w ORDER BY w.position, w.key, w.id;
    GET DIAGNOSTICS v_found = ROW_COUNT;
    v_left := v_left - v_found;
    EXIT WHEN v_last IS NULL;
    v_from := v_last + 1;
    v_key := -9223372036854775808;
    v_task := -1;
  END LOOP;
END $$;
