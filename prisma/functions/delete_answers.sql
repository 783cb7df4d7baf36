-- Deletes the answers of an assignment. The caller must have copied them to vote_history.
CREATE OR REPLACE FUNCTION delete_answers(p_project int, p_assignment int, p_source golden_source) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF p_source IS NULL THEN
    DELETE FROM vote v USING shown_candidate s
    WHERE s.project_id = p_project AND s.assignment_id = p_assignment AND v.project_id = s.project_id AND v.image_id = s.image_id
      AND v.candidate_id = s.candidate_id AND v.rater_id = s.rater_id;
  ELSE
    DELETE FROM golden_answer g USING shown_candidate s
    WHERE s.project_id = p_project AND s.assignment_id = p_assignment AND g.project_id = s.project_id
      AND g.candidate_id = s.candidate_id AND g.rater_id = s.rater_id AND g.source = p_source;
  END IF;
END $$;
