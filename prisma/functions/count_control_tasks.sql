-- Counts the training or test tasks that a rater has done (including skipped ones), holds, and can still get, as
-- find_control_task decides. With p_since, tasks leased earlier count as none of these.
CREATE OR REPLACE FUNCTION count_control_tasks(
  p_project int, p_rater int, p_kind task_kind, p_since timestamptz, OUT done int, OUT held int, OUT untouched int
) LANGUAGE plpgsql STABLE AS $$
BEGIN
  SELECT count(*) FILTER (WHERE state IN ('submitted', 'skipped')), count(*) FILTER (WHERE state = 'leased'),
    count(*) FILTER (WHERE state IS NULL AND NOT is_control_task_unsuitable(p_project, p_rater, id, p_kind))
  INTO done, held, untouched
  FROM (
    SELECT t.id, (
      SELECT CASE WHEN a.state = 'expired' THEN NULL WHEN a.leased_at < p_since THEN 'before' ELSE a.state::text END
      FROM assignment a WHERE a.project_id = p_project AND a.task_id = t.id AND a.rater_id = p_rater
    ) AS state
    FROM task t WHERE t.project_id = p_project AND t.kind = p_kind AND t.quota IS NULL AND t.is_launched AND t.class_id IS NULL
    OFFSET 0
  ) mine;
END $$;
