-- Makes an account a rater of the project under the next free number, or returns its existing number if it has rated
-- here before. Everything that numbers raters takes the same lock (raterNumbers in lib/db/session/transaction.ts), so
-- that no number is given twice and nobody waits for the project's row, which an admin's long changes hold.
CREATE OR REPLACE FUNCTION join_as_rater(p_project int, p_user uuid) RETURNS int LANGUAGE plpgsql AS $$
DECLARE v_rater int;
BEGIN
  PERFORM pg_advisory_xact_lock(72707372, p_project);
  SELECT rater_id INTO v_rater FROM rater_identity WHERE project_id = p_project AND user_id = p_user;
  IF FOUND THEN RETURN v_rater; END IF;
  SELECT coalesce(max(id), 0) + 1 INTO v_rater FROM rater WHERE project_id = p_project;
  INSERT INTO rater (project_id, id, kind) VALUES (p_project, v_rater, 'human');
  INSERT INTO rater_identity (project_id, rater_id, user_id) VALUES (p_project, v_rater, p_user);
  RETURN v_rater;
END $$;
