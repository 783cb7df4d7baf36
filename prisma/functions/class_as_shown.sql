-- Builds a class as raters see it from its row, its translation (or null), the project's language and the decisions on
-- its pairs. Shared by class_shown_to_rater and task_shown_to_rater. A single expression, which the planner inlines
-- into the calling query, so that it costs no call.
CREATE OR REPLACE FUNCTION class_as_shown(p_class class, p_translation class_translation, p_own text, p_pairs jsonb)
RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'name', coalesce((p_translation).name, (p_class).name),
    'otherNames', coalesce(CASE WHEN (p_translation).name IS NULL THEN (p_class).other_names ELSE (p_translation).other_names END, '{}'),
    'gloss', coalesce((p_translation).gloss, (p_class).gloss),
    'note', coalesce((p_translation).note, (p_class).note),
    'wikipediaUrl', (p_class).wikipedia_url,
    'path', coalesce((p_class).path, '{}'),
    'pairs', p_pairs,
    'lang', coalesce((p_translation).language, p_own)
  ) || CASE WHEN (p_translation).language IS NULL THEN '{}' ELSE jsonb_strip_nulls(jsonb_build_object(
    'glossLang', CASE WHEN (p_translation).gloss IS NULL THEN p_own END,
    'noteLang', CASE WHEN (p_translation).note IS NULL THEN p_own END,
    'pathLang', p_own
  )) END
$$;
