-- Withdrawals of releases and vote_history can only be deleted with their project; vote_history also after its
-- assignment was removed with its image. Error code RA002.
CREATE OR REPLACE FUNCTION refuse_deletion_of_permanent_rows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF is_project_being_deleted(OLD.project_id) THEN RETURN OLD; END IF;
  IF TG_TABLE_NAME = 'vote_history' THEN
    IF NOT EXISTS (SELECT FROM assignment WHERE project_id = OLD.project_id AND id = OLD.assignment_id) THEN
      RETURN OLD;
    END IF;
  END IF;
  RAISE EXCEPTION '% is only ever added to', TG_TABLE_NAME USING ERRCODE = 'RA002';
END $$;

CREATE OR REPLACE TRIGGER vote_history_not_deleted BEFORE DELETE ON vote_history
  FOR EACH ROW EXECUTE FUNCTION refuse_deletion_of_permanent_rows();
CREATE OR REPLACE TRIGGER release_withdrawal_not_deleted BEFORE DELETE ON release_withdrawal
  FOR EACH ROW EXECUTE FUNCTION refuse_deletion_of_permanent_rows();
