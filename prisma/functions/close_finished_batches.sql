-- Closes batches in which every rating task has all wanted answers, ignoring excluded images, and no label awaits a
-- decision about its next vote; returns how many. Not called on submission, because a batch with many tasks is read up
-- to its first unfinished task.
CREATE OR REPLACE FUNCTION close_finished_batches() RETURNS int LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE v record; v_count int := 0;
BEGIN
  FOR v IN SELECT project_id, id FROM batch WHERE state = 'open' LOOP
    CONTINUE WHEN EXISTS (
      SELECT FROM task WHERE project_id = v.project_id AND batch_id = v.id AND (
        kind <> 'rating' OR NOT is_launched OR submitted < quota
        OR EXISTS (SELECT FROM open_round o WHERE o.project_id = task.project_id AND o.task_id = task.id)
      )
        AND NOT EXISTS (SELECT FROM image_exclusion x WHERE x.project_id = task.project_id AND x.image_id = task.image_id)
    ) OR NOT EXISTS (SELECT FROM task WHERE project_id = v.project_id AND batch_id = v.id);
    UPDATE batch SET state = 'closed' WHERE project_id = v.project_id AND id = v.id AND state = 'open';
    v_count := v_count + 1;
  END LOOP;
  RETURN v_count;
END $$;
