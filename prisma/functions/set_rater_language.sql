-- Has names and texts shown to a rater in the language they chose for them (settings, 'names'), else in that of their screens
-- (p_screens), as far as the project has it; else in the project's own. A language may be narrower than that asked for, such as
-- pt-BR for pt. What the rater holds and has not answered is shown anew. Returns the language they have now.
CREATE OR REPLACE FUNCTION set_rater_language(p_project int, p_rater int, p_screens text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE v_project project; v_rater rater; v_wanted text; v_language text;
BEGIN
  -- A rater's calls take turns, so that nothing is leased in the language before this one meanwhile.
  PERFORM FROM rater_cursor WHERE project_id = p_project AND rater_id = p_rater FOR UPDATE;
  SELECT * INTO v_project FROM project WHERE id = p_project;
  SELECT * INTO v_rater FROM rater WHERE project_id = p_project AND id = p_rater FOR NO KEY UPDATE;
  v_wanted := coalesce(nullif(v_rater.settings ->> 'names', ''), p_screens);
  -- The project's own language comes first among those that fit no better.
  SELECT l.tag INTO v_language FROM unnest(v_project.language || v_project.languages) WITH ORDINALITY l (tag, place)
  WHERE l.tag = v_wanted OR split_part(l.tag, '-', 1) = split_part(v_wanted, '-', 1)
  ORDER BY l.tag = v_wanted DESC, l.place LIMIT 1;
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
