-- The run of a published release cannot be changed or deleted. Error code RA001.
CREATE OR REPLACE FUNCTION refuse_change_of_published_run() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM release r WHERE r.project_id = OLD.project_id AND r.run_id = OLD.id AND r.published_at IS NOT NULL) THEN
    RAISE EXCEPTION 'the run of a published release cannot change' USING ERRCODE = 'RA001';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE OR REPLACE TRIGGER aggregation_run_stands BEFORE UPDATE OR DELETE ON aggregation_run
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_published_run();
