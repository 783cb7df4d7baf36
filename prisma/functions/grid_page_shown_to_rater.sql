-- Returns what a rater sees of a page: its class once, the pictures by position, and the earlier answers after Undo. A
-- picture that is no longer on the page, because its lease alone has ended or its task is gone, leaves its position
-- empty (null). Nothing distinguishes golden candidates.
CREATE OR REPLACE FUNCTION grid_page_shown_to_rater(p_project int, p_page int) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE v_page grid_page; v_language text; v_revision int; v_expires timestamptz; v_pictures jsonb; v_answers jsonb; v_rest jsonb; v_display jsonb := '{"perScreen": 64, "hasExamples": true}';
BEGIN
  SELECT * INTO v_page FROM grid_page WHERE project_id = p_project AND id = p_page;
  SELECT max(revision), min(lease_expires_at) INTO v_revision, v_expires FROM assignment
  WHERE project_id = p_project AND page_id = p_page AND state = 'leased';
  SELECT jsonb_agg(p.picture ORDER BY g.position), jsonb_agg(coalesce(p.answer, 0) ORDER BY g.position),
    jsonb_agg(coalesce(p.is_rest, false) ORDER BY g.position), max(p.language)
  INTO v_pictures, v_answers, v_rest, v_language
  FROM generate_series(0, v_page.size - 1) g (position)
  LEFT JOIN LATERAL (
    SELECT jsonb_build_object('contentHash', i.content_hash, 'width', i.width, 'height', i.height, 'license', i.license) AS picture,
      (earlier_answers(p_project, a.id, a.revision - 1))[1] AS answer, s.is_rest, s.language
    FROM assignment a
    JOIN shown_candidate s ON s.project_id = a.project_id AND s.assignment_id = a.id AND s.position = g.position
    JOIN image i ON i.project_id = s.project_id AND i.id = s.image_id
    WHERE a.project_id = p_project AND a.page_id = p_page AND a.state = 'leased' AND a.revision = v_revision
  ) p ON true;
  v_display := v_display || coalesce((
    SELECT jsonb_build_object('pageMode', a.conditions -> e.id::text)
    FROM assignment a JOIN experiment e ON e.project_id = a.project_id AND e.factor::text = 'tapping' AND a.conditions ? e.id::text
    WHERE a.project_id = p_project AND a.page_id = p_page AND a.state = 'leased' AND a.revision = v_revision LIMIT 1
  ), '{}');
  RETURN jsonb_build_object(
    'assignmentId', p_page,
    'revision', v_revision,
    'leaseExpiresAt', to_char(v_expires AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'image', (SELECT x FROM jsonb_array_elements(v_pictures) x WHERE x <> 'null' LIMIT 1),
    'candidates', jsonb_build_array(class_shown_to_rater(p_project, v_page.class_id, v_language)),
    'previousAnswers', CASE WHEN v_revision > 0 THEN v_answers END,
    'previousRest', CASE WHEN v_revision > 0 THEN v_rest END,
    'display', v_display,
    'pictures', v_pictures
  );
END $$;
