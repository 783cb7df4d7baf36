-- How many rating tasks and gold questions the rater has submitted, skipped or holds, and how many of these are gold
-- questions; pages asked class first are apart. What was given back does not count: it comes again. Reopened tasks were counted when they were submitted.
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
