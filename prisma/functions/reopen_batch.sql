-- Reopens a closed batch when one of its tasks needs another rater.
CREATE OR REPLACE FUNCTION reopen_batch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE batch SET state = 'open' WHERE project_id = NEW.project_id AND id = NEW.batch_id AND state = 'closed';
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER task_quota_raised AFTER UPDATE OF quota ON task
  FOR EACH ROW WHEN (NEW.quota > OLD.quota AND NEW.is_open) EXECUTE FUNCTION reopen_batch();
