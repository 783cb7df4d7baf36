-- Returns the open tasks that were requeued after this rater had passed them (requeue_task), in the rater's own order,
-- up to p_until and without those that the rater has already seen here. Tasks that the rater has not reached yet come
-- in their normal order.
CREATE OR REPLACE FUNCTION returned_tasks(p_cursor rater_cursor, p_until bigint)
RETURNS TABLE (task_id int, image_id int, queue_position bigint, queue_key bigint, is_mine boolean) LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
  SELECT r.*, (
    SELECT a.state <> 'expired' FROM assignment a
    WHERE a.project_id = p_cursor.project_id AND a.task_id = r.id AND a.rater_id = p_cursor.rater_id
  ) IS TRUE
  FROM (
    SELECT t.id, t.image_id, t.queue_position AS position, queue_key(p_cursor.order_seed, t.queue_group, t.image_id) AS key
    FROM task t
    WHERE t.project_id = p_cursor.project_id AND t.is_open AND t.class_id IS NULL AND t.returned_order > p_cursor.returned_order
      AND t.returned_order <= p_until AND t.queue_position <= p_cursor.queue_position
  ) r
  WHERE (r.position, r.key, r.id) <= (p_cursor.queue_position, p_cursor.queue_key, p_cursor.queue_task_id)
  ORDER BY r.position, r.key, r.id;
END $$;
