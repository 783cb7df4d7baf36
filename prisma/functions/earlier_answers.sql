-- Returns the answers that an assignment had before Undo, at the given revision, in the order shown; null if it had
-- none.
CREATE OR REPLACE FUNCTION earlier_answers(p_project int, p_assignment int, p_revision int) RETURNS smallint[] LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
    SELECT array_agg(h.answer ORDER BY s.position)
    FROM vote_history h
    JOIN shown_candidate s ON s.project_id = h.project_id AND s.assignment_id = h.assignment_id AND s.candidate_id = h.candidate_id
    WHERE h.project_id = p_project AND h.assignment_id = p_assignment AND h.revision = p_revision
  );
END $$;
