-- Nobody is asked about a candidate twice, nor about their own suggestion. Returns whether another task that the rater
-- holds or has answered has one of this task's candidates, or this task was created for one of the rater's suggestions.
CREATE OR REPLACE FUNCTION is_candidate_already_asked(p_project int, p_rater int, p_task int) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  -- Scalar subqueries are not turned into joins; a plan made while tables were empty would join in the wrong order.
  RETURN EXISTS (
    SELECT FROM task_candidate mine WHERE mine.project_id = p_project AND mine.task_id = p_task AND (
      SELECT true FROM task_candidate other
      WHERE other.project_id = p_project AND other.candidate_id = mine.candidate_id AND other.task_id <> p_task AND (
        SELECT a.state IN ('leased', 'submitted') FROM assignment a
        WHERE a.project_id = p_project AND a.task_id = other.task_id AND a.rater_id = p_rater
      ) LIMIT 1
    )
  ) OR EXISTS (
    SELECT FROM suggestion s WHERE s.project_id = p_project AND s.task_id = p_task AND (
      SELECT true FROM suggestion_rater r
      WHERE r.project_id = p_project AND r.suggestion_id = s.id AND r.rater_id = p_rater
    )
  );
END $$;
