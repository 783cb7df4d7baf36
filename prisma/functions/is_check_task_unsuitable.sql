-- Whether a golden, training or test task would say nothing about this rater: a rater who answered one of its candidates
-- as an expert knows the truth, and nobody is asked about a candidate twice. A golden task with candidates that an open
-- task still asks about is not given either, because it would keep this rater from that task.
CREATE OR REPLACE FUNCTION is_check_task_unsuitable(p_project int, p_rater int, p_task int, p_kind task_kind) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN EXISTS (
    SELECT FROM task_candidate mine WHERE mine.project_id = p_project AND mine.task_id = p_task AND (
      (
        SELECT true FROM golden_answer g
        WHERE g.project_id = p_project AND g.candidate_id = mine.candidate_id AND g.rater_id = p_rater LIMIT 1
      ) OR p_kind = 'golden' AND (
        SELECT true FROM task_candidate other
        WHERE other.project_id = p_project AND other.candidate_id = mine.candidate_id AND other.task_id <> p_task AND (
          SELECT t.is_open FROM task t WHERE t.project_id = p_project AND t.id = other.task_id
        ) LIMIT 1
      )
    )
  ) OR is_candidate_already_asked(p_project, p_rater, p_task);
END $$;
