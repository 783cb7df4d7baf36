-- Finds a golden, training or test task for this rater: training in the order in which it was made, the others in an order
-- that follows from the seed. A golden task that the rater ever had is not given again; a training or test task is, when
-- its lease expired. With p_is_taken the task's row is locked; rows that others have locked are passed over, and
-- is_contended says so.
CREATE OR REPLACE FUNCTION find_check_task(
  p_project int, p_rater int, p_kind task_kind, p_seed int, p_is_taken boolean, OUT task_id int, OUT is_contended boolean
) LANGUAGE plpgsql AS $$
DECLARE v_task int;
BEGIN
  is_contended := false;
  FOR v_task IN
    SELECT t.id FROM task t
    WHERE t.project_id = p_project AND t.kind = p_kind AND t.quota IS NULL AND t.is_launched AND t.class_id IS NULL AND (
      SELECT p_kind = 'golden' OR a.state <> 'expired' FROM assignment a
      WHERE a.project_id = p_project AND a.task_id = t.id AND a.rater_id = p_rater
    ) IS NOT TRUE
    ORDER BY CASE WHEN p_kind <> 'training' THEN md5(p_seed || ':' || t.id) END, t.queue_position
    -- Where nearly all golden tasks are unsuitable for a rater, a longer search would be slow.
    LIMIT CASE WHEN p_kind = 'golden' THEN 50 END
  LOOP
    CONTINUE WHEN is_check_task_unsuitable(p_project, p_rater, v_task, p_kind);
    IF p_is_taken THEN
      PERFORM FROM task WHERE project_id = p_project AND id = v_task FOR NO KEY UPDATE SKIP LOCKED;
      IF NOT FOUND THEN
        is_contended := true;
        CONTINUE;
      END IF;
    END IF;
    task_id := v_task;
    RETURN;
  END LOOP;
END $$;
