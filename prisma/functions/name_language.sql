-- Returns the additional language in which a rater sees a candidate's name; null if it is not translated or the rater
-- uses the project's own language. It is stored with what is shown, so that every vote records which name was asked.
CREATE OR REPLACE FUNCTION name_language(p_project int, p_rater int, p_candidate int) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE v_language text := (SELECT language FROM rater WHERE project_id = p_project AND id = p_rater);
BEGIN
  IF v_language IS NULL THEN RETURN NULL; END IF;
  RETURN (
    SELECT t.language FROM class_translation t WHERE t.project_id = p_project AND t.language = v_language
      AND t.class_id = (SELECT c.class_id FROM candidate c WHERE c.project_id = p_project AND c.id = p_candidate)
  );
END $$;
