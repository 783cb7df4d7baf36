-- A published release cannot be changed, nor deleted except with its project. Only its public page can be opened and
-- closed. Error code RA001.
CREATE OR REPLACE FUNCTION refuse_change_of_published_release() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND is_project_being_deleted(OLD.project_id) THEN RETURN OLD; END IF;
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'public_since' = to_jsonb(OLD) - 'public_since' THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'release % is published and cannot change', OLD.version USING ERRCODE = 'RA001';
END $$;

CREATE OR REPLACE TRIGGER release_stands BEFORE UPDATE OR DELETE ON release
  FOR EACH ROW WHEN (OLD.published_at IS NOT NULL) EXECUTE FUNCTION refuse_change_of_published_release();
