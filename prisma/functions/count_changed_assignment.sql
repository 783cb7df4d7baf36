-- Keeps a task's counters up to date on changes and deletions of assignments, as count_new_assignments does on inserts.
CREATE OR REPLACE FUNCTION count_changed_assignment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_assigned int := -(OLD.state IN ('leased', 'submitted'))::int;
  v_submitted int := -(OLD.state = 'submitted')::int;
BEGIN
  IF TG_OP = 'DELETE' AND is_project_being_deleted(OLD.project_id) THEN RETURN NULL; END IF;
  IF TG_OP = 'UPDATE' THEN
    v_assigned := v_assigned + (NEW.state IN ('leased', 'submitted'))::int;
    v_submitted := v_submitted + (NEW.state = 'submitted')::int;
  END IF;
  UPDATE task SET assigned = assigned + v_assigned, submitted = submitted + v_submitted
  WHERE project_id = OLD.project_id AND id = OLD.task_id;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER assignment_counted_update AFTER UPDATE ON assignment
  FOR EACH ROW WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION count_changed_assignment();
CREATE OR REPLACE TRIGGER assignment_counted_delete AFTER DELETE ON assignment
  FOR EACH ROW EXECUTE FUNCTION count_changed_assignment();
