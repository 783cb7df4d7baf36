-- Counts the rating tasks and gold questions that a rater has submitted, skipped or holds, and the gold questions among
-- them, without class-first pages. Released tasks do not count, because they come again. Reopened tasks were counted
-- when they were submitted.
CREATE OR REPLACE FUNCTION count_given_tasks(p_cursor rater_cursor, OUT tasks int, OUT golden int) LANGUAGE plpgsql STABLE AS $$
BEGIN
  SELECT p_cursor.task_count + count(*) FILTER (WHERE kind IN ('rating', 'golden')),
    p_cursor.golden_count + count(*) FILTER (WHERE kind = 'golden')
  INTO tasks, golden
  FROM (
    SELECT (SELECT t.kind FROM task t WHERE t.project_id = a.project_id AND t.id = a.task_id) AS kind
    FROM assignment a
    WHERE a.project_id = p_cursor.project_id AND a.rater_id = p_cursor.rater_id AND a.state = 'leased' AND a.revision = 0
      AND a.page_id IS NULL
    OFFSET 0
  ) held;
END $$;
