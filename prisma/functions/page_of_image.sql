-- Which of the tasks of its image, batch and kind an assignment (of the task given) is for its rater, from 1, and of how many: those
-- that the rater has had or holds, and those that are still open to the rater.
CREATE OR REPLACE FUNCTION page_of_image(p_project int, p_assignment assignment, p_task task) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE v_number int := 1; v_count int := 0; v_row record;
BEGIN
  FOR v_row IN
    SELECT t.id, t.is_open OR t.quota IS NULL AND t.is_launched AS is_offered, (
      SELECT a.id FROM assignment a
      WHERE a.project_id = p_project AND a.task_id = t.id AND a.rater_id = p_assignment.rater_id AND a.state <> 'expired'
    ) AS mine
    FROM task t
    WHERE t.project_id = p_project AND t.image_id = p_task.image_id AND t.batch_id = p_task.batch_id AND t.kind = p_task.kind
      AND t.class_id IS NULL
  LOOP
    v_count := v_count + (v_row.mine IS NOT NULL OR v_row.is_offered)::int;
    v_number := v_number + coalesce(v_row.mine < p_assignment.id, false)::int;
  END LOOP;
  RETURN jsonb_build_object('number', v_number, 'count', greatest(v_count, v_number));
END $$;
