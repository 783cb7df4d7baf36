-- Finds a gold question, training or test task for a rater: training tasks in the order in which they were created,
-- others by image in an order that follows from the seed. Tasks of one image come in the order of their numbers, like
-- those of an ordinary image. A task whose lease expired unanswered is found again, a gold question before all others.
-- With p_image, only tasks of that image. With p_is_taken, locks the task's row and skips rows locked by others;
-- is_contended says whether there were any.
CREATE OR REPLACE FUNCTION find_control_task(
  p_project int, p_rater int, p_kind task_kind, p_seed int, p_is_taken boolean, p_image int DEFAULT NULL,
  OUT task_id int, OUT is_contended boolean
) LANGUAGE plpgsql AS $$
DECLARE v_task int;
BEGIN
  is_contended := false;
  FOR v_task IN
    SELECT t.id FROM task t
    LEFT JOIN assignment a ON a.project_id = t.project_id AND a.task_id = t.id AND a.rater_id = p_rater
    WHERE t.project_id = p_project AND t.kind = p_kind AND t.quota IS NULL AND t.is_launched AND t.class_id IS NULL
      AND (a.state <> 'expired') IS NOT TRUE AND (p_image IS NULL OR t.image_id = p_image)
    ORDER BY CASE WHEN p_kind = 'golden' THEN a.id END, CASE WHEN p_kind <> 'training' THEN md5(p_seed || ':' || t.image_id) END,
      CASE WHEN p_kind = 'training' THEN t.queue_position END, t.id
    -- If nearly all gold questions are unsuitable for a rater, a longer search would be slow.
    LIMIT CASE WHEN p_kind = 'golden' THEN 50 END
  LOOP
    CONTINUE WHEN is_control_task_unsuitable(p_project, p_rater, v_task, p_kind);
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
