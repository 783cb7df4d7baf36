-- What a rater sees of a task: image with licence, candidates in the order drawn, and the earlier answers after Undo. Never
-- class ids, file names, author or source, the original label, or which models proposed a candidate. Written in PL/pgSQL
-- because an SQL function is planned anew at every call.
CREATE OR REPLACE FUNCTION task_shown_to_rater(p_project int, p_assignment int) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE v_assignment assignment; v_task task; v_image image; v_display jsonb := '{"perScreen": 64, "hasExamples": true}';
BEGIN
  -- A row at a time by its key: a join of these, planned on empty tables, may begin at all assignments of the project.
  SELECT * INTO v_assignment FROM assignment WHERE project_id = p_project AND id = p_assignment;
  -- Pages have their numbers from the same sequence, so no assignment has one of those.
  IF NOT FOUND THEN RETURN grid_page_shown_to_rater(p_project, p_assignment); END IF;
  SELECT * INTO v_task FROM task WHERE project_id = p_project AND id = v_assignment.task_id;
  SELECT * INTO v_image FROM image WHERE project_id = p_project AND id = v_task.image_id;
  IF v_assignment.conditions IS NOT NULL THEN
    SELECT v_display || coalesce(jsonb_object_agg(
      CASE e.factor::text WHEN 'candidates' THEN 'perScreen' WHEN 'examples' THEN 'hasExamples' ELSE 'answerMode' END, v_assignment.conditions -> e.id::text
    ), '{}') INTO v_display
    FROM experiment e WHERE e.project_id = p_project AND e.factor::text IN ('candidates', 'examples', 'answering') AND v_assignment.conditions ? e.id::text;
  END IF;
  RETURN jsonb_build_object(
    'assignmentId', v_assignment.id,
    'revision', v_assignment.revision,
    'leaseExpiresAt', to_char(v_assignment.lease_expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'image', jsonb_build_object('contentHash', v_image.content_hash, 'width', v_image.width, 'height', v_image.height,
      'license', v_image.license),
    'candidates', candidates_shown_to_rater(p_project, p_assignment),
    'previousAnswers', CASE WHEN v_assignment.revision > 0 THEN
      to_jsonb(earlier_answers(p_project, p_assignment, v_assignment.revision - 1)) END,
    'previousRest', CASE WHEN v_assignment.revision > 0 THEN (
      SELECT jsonb_agg(is_rest ORDER BY position) FROM shown_candidate WHERE project_id = p_project AND assignment_id = p_assignment
    ) END,
    'display', v_display,
    'page', page_of_image(p_project, v_assignment, v_task),
    'pictures', NULL
  );
END $$;
