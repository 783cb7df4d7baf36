-- A class as raters see it, in one of the further languages of the project where it is translated: the one lookup behind every
-- task and page. A gloss or note that is not translated comes in the project's own language. `lang` names the language of the
-- names, `glossLang` and `noteLang` those of the two where they differ from it, `pathLang` that of the path and of the notes of `pairs`.
-- Written in PL/pgSQL because an SQL function is planned anew at every call.
CREATE OR REPLACE FUNCTION class_shown_to_rater(p_project int, p_class int, p_language text) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE v_class class; v_own text; v_translation class_translation;
BEGIN
  SELECT * INTO v_class FROM class WHERE project_id = p_project AND id = p_class;
  SELECT language INTO v_own FROM project WHERE id = p_project;
  IF p_language IS NOT NULL THEN
    SELECT * INTO v_translation FROM class_translation WHERE project_id = p_project AND class_id = p_class AND language = p_language;
  END IF;
  RETURN jsonb_build_object(
    'name', coalesce(v_translation.name, v_class.name),
    'otherNames', to_jsonb(coalesce(CASE WHEN v_translation.name IS NULL THEN v_class.other_names ELSE v_translation.other_names END, '{}')),
    'gloss', coalesce(v_translation.gloss, v_class.gloss),
    'note', coalesce(v_translation.note, v_class.note),
    'wikipediaUrl', v_class.wikipedia_url,
    'path', to_jsonb(coalesce(v_class.path, '{}')),
    'pairs', class_pair_decisions(p_project, p_class, p_language),
    'lang', coalesce(v_translation.language, v_own)
  ) || CASE WHEN v_translation.language IS NULL THEN '{}' ELSE jsonb_strip_nulls(jsonb_build_object(
    'glossLang', CASE WHEN v_translation.gloss IS NULL THEN v_own END,
    'noteLang', CASE WHEN v_translation.note IS NULL THEN v_own END,
    'pathLang', v_own
  )) END;
END $$;
