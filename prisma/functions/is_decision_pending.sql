-- Returns whether labels of an adaptive batch have all answers of a round and await the decision about the next one.
CREATE OR REPLACE FUNCTION is_decision_pending(p_project int) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM open_round o JOIN task t ON t.project_id = o.project_id AND t.id = o.task_id
    WHERE o.project_id = p_project AND NOT o.is_held AND t.is_launched AND t.submitted >= t.quota
      AND EXISTS (SELECT FROM batch b WHERE b.project_id = t.project_id AND b.id = t.batch_id AND b.state = 'open')
      AND NOT EXISTS (SELECT FROM image_exclusion x WHERE x.project_id = t.project_id AND x.image_id = t.image_id)
  )
$$;
