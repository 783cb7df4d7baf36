-- Rows of the tables below are written once: updates are rejected, and deletion or truncation where the trigger says
-- so. Error code RA002.
CREATE OR REPLACE FUNCTION refuse_edit_of_permanent_rows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is only ever added to', TG_TABLE_NAME USING ERRCODE = 'RA002';
END $$;

-- Audit events can only be added; refuse_deletion_of_permanent_rows protects rows that are deleted with their project.
CREATE OR REPLACE TRIGGER audit_event_stands BEFORE UPDATE OR DELETE ON audit_event FOR EACH ROW EXECUTE FUNCTION refuse_edit_of_permanent_rows();
CREATE OR REPLACE TRIGGER audit_event_not_truncated BEFORE TRUNCATE ON audit_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit_of_permanent_rows();
CREATE OR REPLACE TRIGGER vote_history_stands BEFORE UPDATE OR TRUNCATE ON vote_history FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit_of_permanent_rows();
CREATE OR REPLACE TRIGGER release_not_truncated BEFORE TRUNCATE ON release FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit_of_permanent_rows();
CREATE OR REPLACE TRIGGER prediction_never_edited BEFORE UPDATE ON prediction
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit_of_permanent_rows();
CREATE OR REPLACE TRIGGER agreement_report_never_edited BEFORE UPDATE ON agreement_report
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit_of_permanent_rows();
CREATE OR REPLACE TRIGGER golden_note_never_edited BEFORE UPDATE ON golden_note
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit_of_permanent_rows();
CREATE OR REPLACE TRIGGER document_version_never_edited BEFORE UPDATE ON document_version
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit_of_permanent_rows();
CREATE OR REPLACE TRIGGER release_part_not_truncated BEFORE TRUNCATE ON release_part FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit_of_permanent_rows();
CREATE OR REPLACE TRIGGER release_chunk_not_truncated BEFORE TRUNCATE ON release_chunk FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit_of_permanent_rows();
CREATE OR REPLACE TRIGGER release_withdrawal_stands BEFORE UPDATE OR TRUNCATE ON release_withdrawal
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit_of_permanent_rows();
CREATE OR REPLACE TRIGGER score_never_edited BEFORE UPDATE OR TRUNCATE ON score
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit_of_permanent_rows();
CREATE OR REPLACE TRIGGER run_image_never_edited BEFORE UPDATE OR TRUNCATE ON run_image
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit_of_permanent_rows();
CREATE OR REPLACE TRIGGER run_label_never_edited BEFORE UPDATE OR TRUNCATE ON run_label
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit_of_permanent_rows();
