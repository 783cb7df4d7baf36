-- Returns a rating task that needs another rater to the queue at its old position; raters who have passed it get it
-- next (returned_tasks). Gold questions, training and test tasks are in no queue.
CREATE OR REPLACE FUNCTION requeue_task(p_project int, p_task int) RETURNS void LANGUAGE sql AS $$
  UPDATE task SET returned_order = nextval('task_queue_position_seq')
  WHERE project_id = p_project AND id = p_task AND quota IS NOT NULL;
$$;
