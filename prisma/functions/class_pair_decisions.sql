-- Returns the decisions of admins on pairs with this class, from the view of this class: kind, name of the other class
-- in the given language if translated, language of that name, and note.
CREATE OR REPLACE FUNCTION class_pair_decisions(p_project int, p_class int, p_language text) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('kind', d.kind, 'name', coalesce(tr.name, cl.name), 'note', d.note,
    'lang', coalesce(tr.language, pr.language)) ORDER BY coalesce(tr.name, cl.name)), '[]')
  FROM (
    SELECT p.high_id AS other_id, p.note, CASE p.kind::text
      WHEN 'low-contains-high' THEN 'contains' WHEN 'high-contains-low' THEN 'contained' ELSE p.kind::text END AS kind
    FROM class_pair p WHERE p.project_id = p_project AND p.low_id = p_class
    UNION ALL
    SELECT p.low_id, p.note, CASE p.kind::text
      WHEN 'low-contains-high' THEN 'contained' WHEN 'high-contains-low' THEN 'contains' ELSE p.kind::text END
    FROM class_pair p WHERE p.project_id = p_project AND p.high_id = p_class
  ) d
  JOIN class cl ON cl.project_id = p_project AND cl.id = d.other_id
  JOIN project pr ON pr.id = p_project
  LEFT JOIN class_translation tr ON tr.project_id = cl.project_id AND tr.class_id = cl.id AND tr.language = p_language
$$;
