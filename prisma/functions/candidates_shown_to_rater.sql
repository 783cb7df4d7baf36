-- The classes that a task asks about, in the order drawn, each as class_shown_to_rater gives it, read by one query: a query for
-- each class cost most of a submission. The joins stay in the order in which they are written (join_collapse_limit of the
-- caller), from what is shown to the class: a plan made on empty tables might begin at all classes.
CREATE OR REPLACE FUNCTION candidates_shown_to_rater(p_project int, p_assignment int) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE v_own text := (SELECT language FROM project WHERE id = p_project); v_has_pairs boolean;
BEGIN
  SELECT true INTO v_has_pairs FROM class_pair WHERE project_id = p_project LIMIT 1;
  RETURN (
    SELECT jsonb_agg(class_as_shown(
      cl, tr, v_own, CASE WHEN v_has_pairs THEN class_pair_decisions(p_project, cl.id, s.language) ELSE '[]' END
    ) ORDER BY s.position)
    FROM shown_candidate s
    JOIN candidate c ON c.project_id = p_project AND c.id = s.candidate_id
    JOIN class cl ON cl.project_id = p_project AND cl.id = c.class_id
    LEFT JOIN class_translation tr ON tr.project_id = p_project AND tr.class_id = cl.id AND tr.language = s.language
    WHERE s.project_id = p_project AND s.assignment_id = p_assignment
  );
END $$;
