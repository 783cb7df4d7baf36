-- Returns whether a candidate on a page is golden and holds, in a gold question or an ordinary task.
CREATE OR REPLACE FUNCTION has_golden_that_holds(p_project int, p_page int) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN EXISTS (
    SELECT FROM assignment a JOIN shown_candidate s ON s.project_id = a.project_id AND s.assignment_id = a.id
    WHERE a.project_id = p_project AND a.page_id = p_page AND (
      SELECT true FROM task_candidate tc WHERE tc.project_id = p_project AND tc.candidate_id = s.candidate_id AND tc.holds LIMIT 1
    )
  );
END $$;
