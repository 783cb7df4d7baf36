-- The shape of a task as a rater sees it: its names, and a hundred for each task of its kind and batch that its image has.
CREATE OR REPLACE FUNCTION check_task_size(p_project int, p_task int) RETURNS int LANGUAGE plpgsql STABLE AS $$
DECLARE v_task task;
BEGIN
  IF p_task IS NULL THEN RETURN NULL; END IF;
  SELECT * INTO v_task FROM task WHERE project_id = p_project AND id = p_task;
  RETURN (SELECT count(*) FROM task_candidate WHERE project_id = p_project AND task_id = p_task) + 100 * (
    SELECT count(*) FROM task
    WHERE project_id = p_project AND image_id = v_task.image_id AND batch_id = v_task.batch_id AND kind = v_task.kind AND is_launched
      AND class_id IS NULL
  );
END $$;
