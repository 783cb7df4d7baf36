-- When votes of an adaptive batch are withdrawn, its labels must be decided again: the task awaits a decision, and
-- labels stopped by these votes are no longer stopped. Locks the task's row in open_round first: a decision being written
-- at the same time holds it, so its stops are visible here. Does nothing while the project is deleted.
CREATE OR REPLACE FUNCTION reopen_stopped_labels() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM adaptive_batch b WHERE b.project_id = (SELECT project_id FROM old_rows LIMIT 1) AND NOT is_project_being_deleted(b.project_id)
  ) THEN RETURN NULL; END IF;
  INSERT INTO open_round AS o (project_id, task_id)
  SELECT t.project_id, t.id FROM task t
  WHERE (t.project_id, t.id) IN (
    SELECT a.project_id, a.task_id FROM old_rows v JOIN assignment a ON a.project_id = v.project_id AND a.id = v.assignment_id
    UNION
    SELECT s.project_id, (
      SELECT max(tc.task_id) FROM task_candidate tc JOIN task own ON own.project_id = tc.project_id AND own.id = tc.task_id
      WHERE tc.project_id = s.project_id AND tc.candidate_id = s.candidate_id AND own.batch_id = s.batch_id
    ) FROM old_rows v JOIN label_stop s ON s.project_id = v.project_id AND s.candidate_id = v.candidate_id
  ) AND EXISTS (SELECT FROM adaptive_batch b WHERE b.project_id = t.project_id AND b.batch_id = t.batch_id)
  ORDER BY t.project_id, t.id
  ON CONFLICT (project_id, task_id) DO UPDATE SET changes = o.changes + 1, is_held = false;
  DELETE FROM label_stop s USING old_rows v WHERE s.project_id = v.project_id AND s.candidate_id = v.candidate_id;
  -- Reopens a batch that closed because everything was decided; one that an admin stopped has withdrawn tasks.
  UPDATE batch b SET state = 'open' FROM adaptive_batch d
  WHERE d.project_id = b.project_id AND d.batch_id = b.id AND b.state = 'closed' AND (b.project_id, b.id) IN (
    SELECT t.project_id, t.batch_id FROM old_rows v JOIN assignment a ON a.project_id = v.project_id AND a.id = v.assignment_id
    JOIN task t ON t.project_id = a.project_id AND t.id = a.task_id
  ) AND NOT EXISTS (SELECT FROM task t WHERE t.project_id = b.project_id AND t.batch_id = b.id AND NOT t.is_launched);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER vote_deleted_reopens AFTER DELETE ON vote
  REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION reopen_stopped_labels();
