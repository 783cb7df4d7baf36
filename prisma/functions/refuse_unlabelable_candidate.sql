-- A candidate's class must have an index, so that raters can be asked about it; inner nodes of the hierarchy have none.
CREATE OR REPLACE FUNCTION refuse_unlabelable_candidate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM new_rows n JOIN class c ON c.project_id = n.project_id AND c.id = n.class_id WHERE c.class_index IS NULL
  ) THEN
    RAISE EXCEPTION 'a candidate must be a labelable class' USING ERRCODE = 'check_violation', CONSTRAINT = 'candidate_class_is_labelable';
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER candidate_class_is_labelable AFTER INSERT ON candidate
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION refuse_unlabelable_candidate();
