-- Returns a class as raters see it, in one of the project's additional languages if it is translated. A missing gloss
-- or note falls back to the project's own language. `lang` is the language of the names; `glossLang` and `noteLang` are
-- given only if they differ from it; `pathLang` is the language of the path and of the notes in `pairs`. Tasks use
-- task_shown_to_rater instead, which reads all their classes at once.
CREATE OR REPLACE FUNCTION class_shown_to_rater(p_project int, p_class int, p_language text) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE v_class class; v_own text; v_translation class_translation;
BEGIN
  SELECT * INTO v_class FROM class WHERE project_id = p_project AND id = p_class;
  SELECT language INTO v_own FROM project WHERE id = p_project;
  IF p_language IS NOT NULL THEN
    SELECT * INTO v_translation FROM class_translation WHERE project_id = p_project AND class_id = p_class AND language = p_language;
  END IF;
  RETURN class_as_shown(v_class, v_translation, v_own, class_pair_decisions(p_project, p_class, p_language));
END $$;
