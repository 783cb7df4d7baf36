-- A launched batch keeps its plan and its reason, and never becomes a draft again.
CREATE OR REPLACE FUNCTION refuse_change_of_launched_batch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.plan IS DISTINCT FROM OLD.plan OR NEW.reason IS DISTINCT FROM OLD.reason OR NEW.state = 'draft' THEN
    RAISE EXCEPTION 'a launched batch cannot change' USING ERRCODE = 'check_violation', CONSTRAINT = 'batch_launched_is_frozen';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER batch_launched_is_frozen BEFORE UPDATE ON batch FOR EACH ROW
  WHEN (OLD.state <> 'draft') EXECUTE FUNCTION refuse_change_of_launched_batch();
