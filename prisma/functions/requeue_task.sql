-- A rating task that needs another rater again moves to the end of the queue, where every rater's cursor reaches it.
-- Golden, training and test tasks are in no queue.
CREATE OR REPLACE FUNCTION requeue_task(p_project int, p_task int) RETURNS void LANGUAGE sql AS $$
  UPDATE task SET queue_position = nextval('task_queue_position_seq')
  WHERE project_id = p_project AND id = p_task AND quota IS NOT NULL;
$$;
