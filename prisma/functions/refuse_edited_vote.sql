-- A vote is never edited: it is copied to vote_history, deleted and given again. Error code RA003.
CREATE OR REPLACE FUNCTION refuse_edited_vote() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a vote is taken back into vote_history and given anew, never edited' USING ERRCODE = 'RA003';
END $$;

CREATE OR REPLACE TRIGGER vote_is_never_edited BEFORE UPDATE ON vote FOR EACH ROW EXECUTE FUNCTION refuse_edited_vote();
