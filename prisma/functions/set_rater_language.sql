-- Shows names and texts to a rater in the language that they chose (settings, 'names'), else in that of their screens
-- (p_screens), if the project offers it; else in the project's own. The offered language may be narrower than the
-- requested one, such as pt-BR for pt. Updates what the rater holds and has not answered. Returns the resulting
-- language.
CREATE OR REPLACE FUNCTION set_rater_language(p_project int, p_rater int, p_screens text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE v_project project; v_rater rater; v_wanted text; v_language text;
BEGIN
  -- A rater's calls run one after the other, so nothing is leased in the old language in the meantime.
  PERFORM FROM rater_cursor WHERE project_id = p_project AND rater_id = p_rater FOR UPDATE;
  SELECT * INTO v_project FROM project WHERE id = p_project;
  SELECT * INTO v_rater FROM rater WHERE project_id = p_project AND id = p_rater FOR NO KEY UPDATE;
  v_wanted := coalesce(nullif(v_rater.settings ->> 'names', ''), p_screens);
  -- The project's own language comes first among equally good matches.
  SELECT l.tag INTO v_language FROM unnest(v_project.language || v_project.languages) WITH ORDINALITY l (tag, ordinal)
  WHERE l.tag = v_wanted OR split_part(l.tag, '-', 1) = split_part(v_wanted, '-', 1)
  ORDER BY l.tag = v_wanted DESC, l.ordinal LIMIT 1;
  v_language := nullif(v_language, v_project.language);
  IF v_language IS DISTINCT FROM v_rater.language THEN
    UPDATE rater SET language = v_language WHERE project_id = p_project AND id = p_rater;
    UPDATE shown_candidate s SET language = name_language(p_project, p_rater, s.candidate_id)
    FROM assignment a
    WHERE a.project_id = p_project AND a.rater_id = p_rater AND a.state = 'leased'
      AND s.project_id = a.project_id AND s.assignment_id = a.id;
  END IF;
  RETURN coalesce(v_language, v_project.language);
END $$;
