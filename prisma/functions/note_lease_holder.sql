-- Records what one of a rater's browsers holds (p_held) and that it is alive. A new browser deletes the rater's
-- browsers that gave no sign of life for the duration of a lease. The caller must have locked the rater's cursor.
CREATE OR REPLACE FUNCTION note_lease_holder(p_project int, p_rater int, p_holder int, p_held int[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE lease_holder SET held = p_held, seen_at = now() WHERE project_id = p_project AND rater_id = p_rater AND holder = p_holder;
  IF FOUND THEN RETURN; END IF;
  DELETE FROM lease_holder WHERE project_id = p_project AND rater_id = p_rater
    AND seen_at < now() - make_interval(secs => (SELECT lease_seconds FROM project WHERE id = p_project));
  INSERT INTO lease_holder (project_id, rater_id, holder, held) VALUES (p_project, p_rater, p_holder, p_held);
END $$;
