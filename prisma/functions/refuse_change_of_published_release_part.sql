-- The parts of a published release cannot be added to, changed or deleted. Error code RA001.
CREATE OR REPLACE FUNCTION refuse_change_of_published_release_part() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_row record := CASE TG_OP WHEN 'INSERT' THEN NEW ELSE OLD END;
BEGIN
  IF TG_OP = 'INSERT' AND is_project_being_restored() THEN RETURN NEW; END IF;
  IF EXISTS (
    SELECT FROM release r WHERE r.project_id = v_row.project_id AND r.id = v_row.release_id AND r.published_at IS NOT NULL
  ) THEN
    RAISE EXCEPTION 'the parts of a published release cannot change' USING ERRCODE = 'RA001';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE OR REPLACE TRIGGER release_part_stands BEFORE INSERT OR UPDATE OR DELETE ON release_part
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_published_release_part();
CREATE OR REPLACE TRIGGER release_chunk_stands BEFORE INSERT OR UPDATE OR DELETE ON release_chunk
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_published_release_part();
