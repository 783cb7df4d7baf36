-- An assignment keeps its project, number, task and rater. Error code RA002.
CREATE OR REPLACE FUNCTION refuse_moved_assignment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'an assignment keeps its task and its rater' USING ERRCODE = 'RA002';
END $$;

CREATE OR REPLACE TRIGGER assignment_stays BEFORE UPDATE OF project_id, id, task_id, rater_id ON assignment
  FOR EACH ROW WHEN (OLD.task_id <> NEW.task_id OR OLD.rater_id <> NEW.rater_id OR OLD.id <> NEW.id OR OLD.project_id <> NEW.project_id)
  EXECUTE FUNCTION refuse_moved_assignment();
