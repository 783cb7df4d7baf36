-- Counts a skipped rating task in the hour of the skip; skips cannot be undone.
CREATE OR REPLACE FUNCTION count_skip() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT kind FROM task WHERE project_id = NEW.project_id AND id = NEW.task_id) = 'rating' THEN
    INSERT INTO activity AS kept (project_id, hour, rater_id, skip_count)
    VALUES (NEW.project_id, date_trunc('hour', now(), 'UTC'), NEW.rater_id, 1)
    ON CONFLICT (project_id, hour, rater_id) DO UPDATE SET skip_count = kept.skip_count + 1;
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER assignment_skip_counted AFTER UPDATE OF state ON assignment
  FOR EACH ROW WHEN (NEW.state = 'skipped' AND OLD.state <> 'skipped') EXECUTE FUNCTION count_skip();
