-- Returns what a rater sees of a task: the image with its license, the candidates in the order drawn, each as
-- class_shown_to_rater returns it, and the earlier answers after Undo. Never class ids, file names, author or source,
-- the original label, or which models proposed a candidate. "page" is the task's number, from 1, among the tasks of the
-- same image, batch and kind, and their count: those that the rater has had or holds, and those still open to the
-- rater.
--
-- Reads everything in one query, because a query for each part took most of the time of a submission. Its joins keep
-- the order in which they are written (join_collapse_limit of the caller): a plan made while tables were empty might
-- start with all classes. Written in PL/pgSQL, because an SQL function is planned again on every call.
CREATE OR REPLACE FUNCTION task_shown_to_rater(p_project int, p_assignment int) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_row record;
  v_display jsonb := '{"perScreen": 64, "hasExamples": true}';
  v_answers jsonb;
  v_rest jsonb;
BEGIN
  SELECT a.id, a.revision, a.lease_expires_at, a.conditions, i.content_hash, i.width, i.height, i.license, (
    SELECT jsonb_agg(class_as_shown(
      cl, tr, p.language, CASE WHEN (SELECT true FROM class_pair WHERE project_id = p_project LIMIT 1)
        THEN class_pair_decisions(p_project, cl.id, s.language) ELSE '[]' END
    ) ORDER BY s.position)
    FROM shown_candidate s
    JOIN candidate c ON c.project_id = p_project AND c.id = s.candidate_id
    JOIN class cl ON cl.project_id = p_project AND cl.id = c.class_id
    LEFT JOIN class_translation tr ON tr.project_id = p_project AND tr.class_id = cl.id AND tr.language = s.language
    WHERE s.project_id = p_project AND s.assignment_id = p_assignment
  ) AS candidates, (
    SELECT jsonb_build_object('number', 1 + count(*) FILTER (WHERE o.mine < a.id),
      'count', greatest(count(*) FILTER (WHERE o.mine IS NOT NULL OR o.is_offered), 1 + count(*) FILTER (WHERE o.mine < a.id)))
    FROM (
      SELECT t2.is_open OR t2.quota IS NULL AND t2.is_launched AS is_offered, (
        SELECT b.id FROM assignment b
        WHERE b.project_id = p_project AND b.task_id = t2.id AND b.rater_id = a.rater_id AND b.state <> 'expired'
      ) AS mine
      FROM task t2
      WHERE t2.project_id = p_project AND t2.image_id = t.image_id AND t2.batch_id = t.batch_id AND t2.kind = t.kind
        AND t2.class_id IS NULL OFFSET 0
    ) o
  ) AS page INTO v_row
  FROM assignment a
  JOIN task t ON t.project_id = p_project AND t.id = a.task_id
  JOIN image i ON i.project_id = p_project AND i.id = t.image_id
  JOIN project p ON p.id = p_project
  WHERE a.project_id = p_project AND a.id = p_assignment;
  -- Pages are numbered from the same sequence, so no assignment has a page's number.
  IF NOT FOUND THEN RETURN grid_page_shown_to_rater(p_project, p_assignment); END IF;
  IF v_row.conditions IS NOT NULL THEN
    SELECT v_display || coalesce(jsonb_object_agg(
      CASE e.factor::text WHEN 'candidates' THEN 'perScreen' WHEN 'examples' THEN 'hasExamples' ELSE 'answerMode' END, v_row.conditions -> e.id::text
    ), '{}') INTO v_display
    FROM experiment e WHERE e.project_id = p_project AND e.factor::text IN ('candidates', 'examples', 'answering') AND v_row.conditions ? e.id::text;
  END IF;
  IF v_row.revision > 0 THEN
    v_answers := to_jsonb(earlier_answers(p_project, p_assignment, v_row.revision - 1));
    SELECT jsonb_agg(is_rest ORDER BY position) INTO v_rest FROM shown_candidate WHERE project_id = p_project AND assignment_id = p_assignment;
  END IF;
  RETURN jsonb_build_object(
    'assignmentId', v_row.id,
    'revision', v_row.revision,
    'leaseExpiresAt', to_char(v_row.lease_expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'image', jsonb_build_object('contentHash', v_row.content_hash, 'width', v_row.width, 'height', v_row.height, 'license', v_row.license),
    'candidates', v_row.candidates,
    'previousAnswers', v_answers,
    'previousRest', v_rest,
    'display', v_display,
    'page', v_row.page,
    'pictures', NULL
  );
END $$;
