-- The scores and labels of a published release's run cannot be added to or deleted. Error code RA001.
CREATE OR REPLACE FUNCTION refuse_change_of_published_run_scores() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' AND is_project_being_restored() THEN RETURN NULL; END IF;
  IF EXISTS (
    SELECT FROM (SELECT DISTINCT project_id, run_id FROM changed_rows) c
    JOIN release r ON r.project_id = c.project_id AND r.run_id = c.run_id WHERE r.published_at IS NOT NULL
  ) THEN
    RAISE EXCEPTION 'the run of a published release cannot change' USING ERRCODE = 'RA001';
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER score_stands_insert AFTER INSERT ON score
  REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_published_run_scores();
CREATE OR REPLACE TRIGGER score_stands_delete AFTER DELETE ON score
  REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_published_run_scores();
CREATE OR REPLACE TRIGGER run_image_stands_insert AFTER INSERT ON run_image
  REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_published_run_scores();
CREATE OR REPLACE TRIGGER run_image_stands_delete AFTER DELETE ON run_image
  REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_published_run_scores();
CREATE OR REPLACE TRIGGER run_label_stands_insert AFTER INSERT ON run_label
  REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_published_run_scores();
CREATE OR REPLACE TRIGGER run_label_stands_delete AFTER DELETE ON run_label
  REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_published_run_scores();
