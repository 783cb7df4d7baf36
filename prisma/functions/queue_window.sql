-- The next p_limit open tasks that are asked image first, after the rater's cursor, in the rater's own order, and whether
-- the rater has or had each of them already. Tasks of one position are sorted by queue_key, so all of them are read: a
-- launch gives one position to about 250 images.
CREATE OR REPLACE FUNCTION queue_window(p_cursor rater_cursor, p_limit int)
RETURNS TABLE (task_id int, image_id int, queue_position bigint, queue_key bigint, is_mine boolean) LANGUAGE plpgsql STABLE AS $$
DECLARE v_last bigint;
BEGIN
  SELECT t.queue_position INTO v_last FROM task t
  WHERE t.project_id = p_cursor.project_id AND t.is_open AND t.class_id IS NULL AND t.queue_position >= p_cursor.queue_position
  ORDER BY t.queue_position OFFSET p_limit LIMIT 1;
  RETURN QUERY
  -- A scalar subquery is one index look-up a row; EXISTS would be planned as a hash of all this rater's assignments.
  SELECT w.*, (
    SELECT a.state <> 'expired' FROM assignment a
    WHERE a.project_id = p_cursor.project_id AND a.task_id = w.id AND a.rater_id = p_cursor.rater_id
  ) IS TRUE
  FROM (
    SELECT k.* FROM (
      SELECT t.id, t.image_id, t.queue_position AS place, queue_key(p_cursor.order_seed, t.queue_group, t.image_id) AS key
      FROM task t
      WHERE t.project_id = p_cursor.project_id AND t.is_open AND t.class_id IS NULL
        AND t.queue_position >= p_cursor.queue_position AND t.queue_position <= coalesce(v_last, 9223372036854775807)
    ) k
    WHERE k.place > p_cursor.queue_position OR (k.key, k.id) > (p_cursor.queue_key, p_cursor.queue_task_id)
    ORDER BY k.place, k.key, k.id LIMIT p_limit
  ) w ORDER BY w.place, w.key, w.id;
END $$;
