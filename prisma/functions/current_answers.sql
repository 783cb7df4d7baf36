-- Returns the current answers of an assignment in the order shown; null if it has none.
CREATE OR REPLACE FUNCTION current_answers(p_project int, p_assignment int, p_source golden_source) RETURNS smallint[] LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF p_source IS NULL THEN
    RETURN (
      SELECT array_agg(v.answer ORDER BY s.position)
      FROM shown_candidate s
      JOIN vote v ON v.project_id = s.project_id AND v.image_id = s.image_id AND v.candidate_id = s.candidate_id AND v.rater_id = s.rater_id
      WHERE s.project_id = p_project AND s.assignment_id = p_assignment
    );
  END IF;
  RETURN (
    SELECT array_agg(g.answer ORDER BY s.position)
    FROM shown_candidate s
    JOIN golden_answer g ON g.project_id = s.project_id AND g.candidate_id = s.candidate_id AND g.rater_id = s.rater_id AND g.source = p_source
    WHERE s.project_id = p_project AND s.assignment_id = p_assignment
  );
END $$;
